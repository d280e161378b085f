"""What a search costs and who it is: Hypothesis, the kit's drawing, the client, the kit's observing and judging.

Run it from the root of the clone: `python -m benchmarks.suite_cost`. It runs `runlaws.search.search` over the reference
client and takes it apart without a profiler, whose own cost falls on small functions: each stage runs over the very
cases of the search, and what a stage adds is the difference of two medians.

- Hypothesis: an empty test over a strategy of as many draws as a case has on average, from pools of 16 rows;
- drawing: an empty test over the cases of the search, less that. The kit's build, spelling, breaking and labelling;
- client: the observation of the reference client, less that of a client that knows all answers beforehand;
- observing: the observation of the client that knows all answers;
- laws: all laws over each observation;
- runner: the whole search, less all of these.

Of the catalogue, which the search runs first, the cases are made without Hypothesis; `drawing` is what that takes.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import click
from attrs import define, field
from hypothesis import strategies as st

from benchmarks.measuring import Figures, choices_of, cpu_time, draw, machine, progress, rounds_of, show
from runlaws.adapters.reference import InvalidDocument
from runlaws.adapters.reference import client as reference
from runlaws.case import Case
from runlaws.client import Client, Policy
from runlaws.laws import LAWS
from runlaws.search import search
from runlaws.trial import check
from runlaws.values import Path
from runlaws_strategies import cases, catalogue, kinds_for_all, without_plain

PROFILE: Final = "v2"
SEED: Final = 0
KINDS: Final = kinds_for_all(LAWS)
DRAWN: Final = cases(profile=PROFILE, kinds=without_plain(KINDS))


class Token:
    """Stands for a decoded value: equal to itself alone, and hashed for nothing."""


@define
class Remembering:
    """A client that has asked another and knows the answers, refusals too: what is left is what observing costs.

    Its values are tokens, so that comparing and hashing, which are the other's own work, cost next to nothing.
    """

    client: Client
    name: str
    version: str
    policy: Policy
    encodes: bool = True
    decoded: dict[bytes, Any] = field(factory=dict)
    values: dict[Token, Any] = field(factory=dict)
    encoded: dict[Token, Any] = field(factory=dict)
    shown: dict[tuple[Token, Path], Any] = field(factory=dict)

    def decode(self, document: bytes) -> Any:
        """Return the token of what the other decoded, or raise what it raised."""
        if document not in self.decoded:
            self.decoded[document] = token = Token()
            try:
                self.values[token] = self.client.decode(document)
            except InvalidDocument as error:
                self.decoded[document] = error
        found = self.decoded[document]
        if isinstance(found, Exception):
            raise found
        return found

    def encode(self, value: Token) -> Any:
        """Return what the other wrote."""
        if value not in self.encoded:
            self.encoded[value] = self.client.encode(self.values[value])
        return self.encoded[value]

    def read(self, value: Token, path: Path) -> Any:
        """Return what the other showed."""
        key = value, path
        if key not in self.shown:
            self.shown[key] = self.client.read(self.values[value], path)
        return self.shown[key]


def drawn_cases(examples: int) -> tuple[Sequence[Case], int]:
    """Return the cases that a search draws, and how many choices they take on average."""
    found: list[Case] = []
    choices: list[int] = []

    def look(case: Case) -> None:
        found.append(case)
        choices.append(choices_of())

    draw(DRAWN, look, seed=SEED, examples=examples)
    return found, round(statistics.mean(choices))


def over(found: Sequence[Case], client: Client, laws: Sequence[Any]) -> Callable[[int], float]:
    """Return what times the observation of a client, and these laws, over cases; in seconds for one case."""

    def work() -> None:
        for case in found:
            check(client, laws, case)

    work()
    return lambda _: cpu_time(work) / len(found)


def stages(drawn: Sequence[Case], choices: int, listed: Sequence[Case]) -> Mapping[str, Callable[[int], float]]:
    """Return what is timed, each in seconds for one case."""
    client = reference(PROFILE)
    remembering = Remembering(client, client.name, client.version, client.policy)
    count = len(drawn)
    nothing = st.tuples(*(st.sampled_from(range(16 * n, 16 * n + 16)) for n in range(choices)))
    return {
        "drawn search": lambda _: cpu_time(lambda: _search(client, count, first=False)) / count,
        "drawn hypothesis": lambda _: cpu_time(lambda: draw(nothing, _ignore, seed=SEED, examples=count)) / count,
        "drawn made": lambda _: cpu_time(lambda: draw(DRAWN, _ignore, seed=SEED, examples=count)) / count,
        "drawn known": over(drawn, remembering, ()),
        "drawn observed": over(drawn, client, ()),
        "drawn judged": over(drawn, client, LAWS),
        "listed search": lambda _: cpu_time(lambda: _search(client, 0, first=True)) / len(listed),
        "listed made": lambda _: cpu_time(lambda: list(catalogue(profile=PROFILE, kinds=KINDS))) / len(listed),
        "listed known": over(listed, remembering, ()),
        "listed observed": over(listed, client, ()),
        "listed judged": over(listed, client, LAWS),
    }


def _ignore(_: object) -> None:
    """Do nothing with what was drawn."""


def _search(client: Client, examples: int, *, first: bool) -> None:
    found = search(client, examples=examples, seed=SEED, profile=PROFILE, enumerate_first=first)
    if found.findings:
        raise SystemExit(f"the reference client breaks laws: no search to time. {found.findings[0].failure}")


def parts(figures: Figures, which: str) -> Mapping[str, float]:
    """Return what each part of a search takes, in microseconds for one case, out of the medians of the stages."""
    took = {stage: 1e6 * statistics.median(seconds) for stage, seconds in figures.items()}
    base = took.get(f"{which} hypothesis", 0.0)
    made, known, observed, judged, whole = (
        took[f"{which} {stage}"] for stage in ("made", "known", "observed", "judged", "search")
    )
    return {
        "Hypothesis": base,
        "drawing": made - base,
        "client": observed - known,
        "observing": known,
        "laws": judged - observed,
        "runner": whole - made - judged,
        "in all": whole,
    }


@click.command
@click.option("--rounds", default=5, show_default=True, help="How often every stage is timed.")
@click.option("--examples", default=1000, show_default=True, help="Random cases of the search.")
def main(rounds: int, examples: int) -> None:
    """Take a search over the reference client apart and print what a case costs where."""
    drawn, choices = drawn_cases(examples)
    listed = list(catalogue(profile=PROFILE, kinds=KINDS))
    timed = stages(drawn, choices, listed)
    with progress() as bar:
        task = bar.add_task("timing", total=rounds * len(timed))
        figures = rounds_of(timed, rounds, lambda: bar.advance(task))
    of_drawn, of_listed = parts(figures, "drawn"), parts(figures, "listed")
    rows = [
        (name, *(f"{took[name]:,.0f} µs, {took[name] / took['in all']:.0%}" for took in (of_drawn, of_listed)))
        for name in of_drawn
    ]
    title = f"{machine()}; medians of {rounds} rounds; {choices} choices a drawn case"
    show(title, ("a case, CPU", f"{len(drawn):,} drawn", f"{len(listed):,} of the catalogue"), rows)


if __name__ == "__main__":
    main()
