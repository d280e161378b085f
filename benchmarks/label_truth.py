"""Whether the labels of drawn cases are true: each case is judged from its bytes anew, by the oracle and another.

Run it from the root of the clone: `python -m benchmarks.label_truth`. Ends with 1 if any two disagree. Of every case:

- its standing is the one that its kind promises;
- the oracle, given the bytes alone, finds the very judgement that the case carries;
- Python's own `json`, without our hooks, reads an object, or does not where the case is malformed;
- jsonschema-rs over the profile's exported schema refuses that object exactly when a hard structural rule is broken.
  Relations between members are not in the schema and do not count here; nor are documents asked about that have no
  one value to show it: nested too deep for parsers, or with a number that is not finite;
- a twin holds the same data, or other data in exactly one member of the top, as its label says.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import click
from attrs import define, field, frozen
from rich.console import Console

from benchmarks.measuring import draw, machine, needed, progress, show
from runlaws.case import Case, LabelError, Likeness
from runlaws.contract import (
    Force,
    Judgement,
    Profile,
    Standing,
    json_schema,
)
from runlaws.document import DOCUMENT_RULES
from runlaws.objects import PROFILES, find_profile, judge
from runlaws.values import ABSENT, Json, members_of, same_json, steps_of
from runlaws_strategies import KINDS, cases, make_case

STANDINGS: Final = {
    **{standing.value: standing for standing in Standing},
    "respelled": Standing.VALID,
    "sibling": Standing.VALID,
    "wrecked": Standing.INVALID,
}
"""What each kind of case must be."""

OF_BYTES: Final = frozenset(rule.id for rule in DOCUMENT_RULES)
COLUMNS: Final = ("kind", "cases", "different documents", "asked of jsonschema-rs", "disagreements")
A_ROUND: Final = 1000


@define
class Tally:
    """What was found of one kind."""

    kind: str
    cases: int = 0
    validated: int = 0
    documents: set[int] = field(factory=set)
    disagreements: dict[str, list[str]] = field(factory=dict)
    """The cases of each different disagreement."""

    def note(self, wrong: str, of: object) -> None:
        """Note a disagreement and the case, or the error, that shows it."""
        self.disagreements.setdefault(wrong, []).append(f"{of!s:.1500}")

    @property
    def wrongs(self) -> int:
        """How many disagreements there are."""
        return sum(map(len, self.disagreements.values()))

    def row(self) -> tuple[str, ...]:
        """Return the row of the table."""
        counts = (self.cases, len(self.documents), self.validated, self.wrongs)
        return (self.kind, *(f"{count:,}" for count in counts))


@frozen
class Judges:
    """The oracle and the independent validator of one profile."""

    profile: Profile
    validator: Any
    relations: frozenset[str]

    @classmethod
    def of(cls, profile: Profile) -> Judges:
        """Return the judges of a profile."""
        validator = needed("jsonschema_rs").validator_for(json_schema(profile))
        return cls(profile, validator, frozenset(relation.rule.id for relation in profile.relations))

    def hear(self, case: Case, tally: Tally) -> None:
        """Judge a case anew and note all that disagrees with its label."""
        tally.cases += 1
        tally.documents.add(hash(case.document))
        tree, anew = plainly_read(case.document), judge(case.document, self.profile)
        wrongs = [*_of_label(case, tally.kind, anew), *_of_reading(tally.kind, tree), *_of_twin(case, tree)]
        if isinstance(tree, dict) and all(map(math.isfinite, _floats(tree))):
            tally.validated += 1
            wrongs += self._of_schema(tree, anew)
        for wrong in wrongs:
            tally.note(wrong, case)

    def _of_schema(self, tree: Mapping[str, Json], anew: Judgement) -> Iterator[str]:
        hard = {violation.rule for violation in anew.violations if violation.force is Force.HARD}
        found = hard - self.relations - OF_BYTES
        if self.validator.is_valid(tree) is bool(found):
            errors = [str(error.message)[:200] for error in self.validator.iter_errors(tree)]
            yield f"the oracle finds {sorted(found)} broken, the validator {errors[:3]}"


TOO_MUCH: Final = object()


def plainly_read(document: bytes) -> object:
    """Return what Python's own reader makes of a document, ABSENT if it is no JSON; a byte order mark is skipped."""
    try:
        tree: object = json.loads(document.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        return ABSENT
    except (RecursionError, ValueError):  # Python reads no integer of more than 4,300 digits
        return TOO_MUCH
    return tree


def _floats(value: object) -> Iterator[float]:
    if isinstance(value, float):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _floats(item)


def _of_label(case: Case, kind: str, anew: Judgement) -> Iterator[str]:
    if case.standing is not STANDINGS[kind]:
        yield f"labelled {case.standing.value}, which its kind is not"
    if anew != case.judgement:
        yield f"labelled {_short(case.judgement)}, judged anew {_short(anew)}"


def _of_reading(kind: str, tree: object) -> Iterator[str]:
    if (isinstance(tree, dict) or tree is TOO_MUCH) is (kind == "malformed"):
        yield f"Python's own reader makes {type(tree).__name__} of it"


def _of_twin(case: Case, tree: object) -> Iterator[str]:
    """Yield how a twin is not what its label says."""
    if case.twin is None:
        return
    left, right = members_of(tree), members_of(plainly_read(case.twin.document))
    names = {*left, *right}
    differing = sorted(n for n in names if not same_json(left.get(n, ABSENT), right.get(n, ABSENT)))
    wanted = [] if case.twin.likeness is Likeness.SAME else steps_of(case.twin.pointer)[:1]
    if differing != wanted:
        yield f"a twin of other data at {wanted} differs at {differing}"


def _short(judgement: Judgement) -> str:
    rules = sorted({violation.rule for violation in judgement.violations})
    return f"{judgement.standing.value} by {rules} with {len(judgement.news)} news"


def by_seed(tally: Tally, profile: str, count: int, seed: int, take: Callable[[Case], None]) -> None:
    """Make cases of a seed and take each; a label that the kit itself finds wrong is noted."""
    for index in range(count):
        try:
            case = make_case(seed, index, profile=profile, kinds=(tally.kind,))
        except LabelError as error:
            tally.note("LabelError", error)
        else:
            take(case)


def by_hypothesis(tally: Tally, profile: str, count: int, seed: int, take: Callable[[Case], None]) -> None:
    """Draw cases in tests of a thousand, whose memory Hypothesis gives back, and take each."""
    strategy = cases(profile=profile, kinds=(tally.kind,))
    for start in range(0, count, A_ROUND):
        try:
            draw(strategy, take, seed=seed + start, examples=min(A_ROUND, count - start))
        except LabelError as error:
            tally.note("LabelError", error)


@click.command
@click.option("--count", default=100_000, show_default=True, help="Cases of each kind.")
@click.option("--profile", "names", type=click.Choice(list(PROFILES)), multiple=True, help="All unless given.")
@click.option("--kind", "kinds", type=click.Choice(list(KINDS)), multiple=True, help="All unless given.")
@click.option("--seed", default=0, show_default=True)
@click.option("--draws", is_flag=True, help="Draw with Hypothesis in place of make_case, and more slowly.")
def main(count: int, names: tuple[str, ...], kinds: tuple[str, ...], seed: int, draws: bool) -> None:
    """Judge many cases of each kind anew, and tell where a label is not true."""
    wrong = 0
    for name in names or tuple(PROFILES):
        judges = Judges.of(find_profile(name))
        tallies = [_tally(kind, judges, count, seed, draws) for kind in kinds or tuple(KINDS)]
        title = f"{name}, seed {seed}{', drawn by Hypothesis' if draws else ''}; {machine('jsonschema-rs')}"
        show(title, COLUMNS, [tally.row() for tally in tallies])
        wrong += _tell(tallies)
    sys.exit(1 if wrong else 0)


def _tally(kind: str, judges: Judges, count: int, seed: int, draws: bool) -> Tally:
    tally, make = Tally(kind), by_hypothesis if draws else by_seed
    with progress() as bar:
        task = bar.add_task(f"{judges.profile.name} {kind}", total=count)

        def take(case: Case) -> None:
            judges.hear(case, tally)
            bar.advance(task)

        make(tally, judges.profile.name, count, seed, take)
    return tally


def _tell(tallies: list[Tally]) -> int:
    """Print each different disagreement with its first case, and return how many there are."""
    console = Console(markup=False, highlight=False, soft_wrap=True)
    for tally in tallies:
        for wrong, found in tally.disagreements.items():
            console.print(f"{tally.kind}: {wrong}; {len(found):,} times, first {found[0]}")
    return sum(tally.wrongs for tally in tallies)


if __name__ == "__main__":
    main()
