"""Honest clients, each of which does something of its own that its policy says."""

from __future__ import annotations

import decimal
import functools
import struct
import time
from collections.abc import Mapping
from typing import Any, Final

from attrs import evolve

from runlaws.client import NOT_SHOWN
from runlaws.contract import Choice, Force, Judgement, NewsKind
from runlaws.document import judge_reading, read, structure
from runlaws.liars._edits import Tree, changed, everywhere
from runlaws.liars._honest import MISSING, PROFILE, Decoded, Honest, Lenient, Trusting, refuse
from runlaws.objects.run import Run
from runlaws.values import Path, at_path, path_of, removed, replaced

__all__ = ["PROMISING"]

_TWICE: Final = "json.duplicate-name"


def _judgement(document: bytes) -> Judgement:
    return judge_reading(read(document), PROFILE)


class KnowsAllStatuses(Honest):
    """Keeps every law: refuses a status that is new, keeps every other new value, and says so."""

    policy = evolve(Honest.policy, unknown_values={"/status": "refuse"})

    def taken(self, tree: Tree) -> Tree:
        """Refuse a new status."""
        statuses = PROFILE.shape.members["status"].shape
        if isinstance(statuses, Choice) and tree["status"] not in statuses.values:
            refuse(f"no status {tree['status']!r}")
        return tree


class RefusesNamesTwice(Trusting):
    """Keeps every law: refuses a document in which a name stands twice, and says so."""

    policy = evolve(Trusting.policy, duplicates="refuse")

    def tree_of(self, document: bytes) -> Tree:
        """Refuse names that stand twice."""
        if any(violation.rule == _TWICE for violation in _judgement(document).violations):
            refuse("a name stands twice")
        return super().tree_of(document)


class TakesTheFirstValue(Trusting):
    """Keeps every law: of a name that stands twice it takes the first value, and says so."""

    policy = evolve(Trusting.policy, duplicates="first")

    def tree_of(self, document: bytes) -> Tree:
        """Read the first value of each name."""
        super().tree_of(document)
        return dict(read(document, first=True).tree or {})


class DropsWhatIsNew(Honest):
    """Keeps every law: drops members that it does not know, all but the tag of an unknown variant too, and says so."""

    policy = evolve(Honest.policy, unknown_members="drop", unknown_variants="tag")

    def tree_of(self, document: bytes) -> Tree:
        """Leave out what is new."""
        tree: Any = super().tree_of(document)
        for news in _judgement(document).news:
            path = path_of(tree, news.pointer)
            if news.kind is NewsKind.UNKNOWN_MEMBER:
                tree = removed(tree, path)
            elif news.kind is NewsKind.UNKNOWN_VARIANT:
                tag: Any = at_path(tree, path)
                tree = replaced(tree, path[:-1], {str(path[-1]): tag})
        return dict(tree)


class DropsWhatIsNewInUsage(Honest):
    """Keeps every law: drops members that it does not know in `usage`, keeps them elsewhere, and says so."""

    policy = evolve(Honest.policy, unknown_members={"/usage": "drop"})

    def taken(self, tree: Tree) -> Tree:
        """Keep what is known of the usage."""
        names = ("prompt_tokens", "completion_tokens", "total_tokens")
        known = (*names, "prompt_token_details", "prompt_tokens_details", "completion_tokens_details")
        return changed(tree, "/usage", lambda usage: usage and {name: usage[name] for name in known if name in usage})


class ComparesByIdentity(Honest):
    """Keeps every law: a value equals itself alone, and it says so."""

    policy = evolve(Honest.policy, equality="identity")

    def equal_to(self, left: Decoded, right: object) -> bool:
        """Compare as Python does unless told otherwise."""
        return left is right

    def hash_of(self, value: Decoded) -> int:
        """Hash as Python does unless told otherwise."""
        return object.__hash__(value)


class HoldsFloatsIn32Bits(Honest):
    """Keeps every law: numbers with a fraction have 32 bits, greater ones are refused, and it says so."""

    policy = evolve(Honest.policy, floats="single")

    def taken(self, tree: Tree) -> Tree:
        """Round every number with a fraction."""
        return everywhere(tree, _single)


def _single(value: Any) -> Any:
    if not isinstance(value, float) or value.is_integer():
        return value
    try:
        return struct.unpack("<f", struct.pack("<f", value))[0]
    except OverflowError:
        refuse("a number beyond 32 bits")


class HoldsIntegersIn53Bits(Trusting):
    """Keeps every law: integers are doubles, as in JavaScript, and it says so."""

    policy = evolve(Trusting.policy, integers="double")

    def taken(self, tree: Tree) -> Tree:
        """Make every integer the nearest double."""
        return everywhere(tree, _nearest_double)


def _nearest_double(value: Any) -> Any:
    if type(value) is not int:
        return value
    try:
        return int(float(value))
    except OverflowError:
        refuse("an integer beyond any double")


class ChecksTheSchemaAlone(Lenient):
    """Keeps every law: refuses values that are wrong in themselves, not those that do not go together, and says so."""

    policy = evolve(Lenient.policy, invalid="schema")

    def tree_of(self, document: bytes) -> Tree:
        """Refuse what breaks a rule about one value."""
        relations = {relation.rule.id for relation in PROFILE.relations}
        for violation in _judgement(document).violations:
            if violation.force is Force.HARD and violation.rule not in relations:
                refuse(str(violation))
        return super().tree_of(document)


class ReadsLater(Honest):
    """Keeps every law: checks a document at once, and makes values of it when it is first asked for one."""

    def decode(self, document: bytes) -> Any:
        """Return what can be asked later."""
        return _Unread(self.taken(self.tree_of(document)), document, self)

    def equal_to(self, left: Any, right: object) -> bool:
        """Compare the runs."""
        return isinstance(right, _Unread) and left.run == right.run


class _Unread:
    """What `ReadsLater` decodes to: the run is made when it is first asked for."""

    def __init__(self, tree: Tree, text: bytes, by: ReadsLater) -> None:
        self.tree, self.text, self.by = tree, text, by
        self.headers: Mapping[str, str] = {}

    @functools.cached_property
    def run(self) -> Run:
        return structure({**MISSING, **self.tree}, Run)

    def __eq__(self, other: object) -> bool:
        return self.by.equal_to(self, other)

    def __hash__(self) -> int:
        return hash(self.run)

    def __repr__(self) -> str:
        return f"<run {self.run.id}, read later>"

    def __reduce__(self) -> tuple[type[_Unread], tuple[Tree, bytes, ReadsLater]]:
        return _Unread, (self.tree, self.text, self.by)


class WritesNoNulls(Honest):
    """Keeps every law: to it a member that is null is not there, and it says so."""

    policy = evolve(Honest.policy, absent_and_null="same")

    def written(self, tree: Tree) -> Tree:
        """Leave out members that are null, where that is a run still."""
        optional = {name for name, member in PROFILE.shape.members.items() if not member.required}
        return {name: value for name, value in tree.items() if value is not None or name not in optional}


class SpeaksToOneServer(Honest):
    """Keeps every law: refuses a run without `parallel_tool_calls` or with instructions that are null, and says so."""

    policy = evolve(Honest.policy, requires="/parallel_tool_calls", not_null="/instructions")

    def taken(self, tree: Tree) -> Tree:
        """Refuse what other servers send."""
        if "parallel_tool_calls" not in tree or tree["instructions"] is None:
            refuse("another server's run")
        return tree


class HasNoNegativeZero(Honest):
    """Keeps every law: `-0.0` is zero to it, and it says so."""

    policy = evolve(Honest.policy, negative_zero="zero")

    def taken(self, tree: Tree) -> Tree:
        """Lose the sign of zero."""
        return everywhere(tree, lambda value: value + 0.0 if isinstance(value, float) else value)


class ReadsDigitsAlone(Honest):
    """Keeps every law: refuses an integer that is written with a fraction, as Go and C# do, and says so."""

    policy = evolve(Honest.policy, integer_notation="digits")

    def tree_of(self, document: bytes) -> Tree:
        """Refuse `1.0` where an integer is."""
        if any(violation.rule.endswith(".spelling") for violation in _judgement(document).violations):
            refuse("no integer")
        return super().tree_of(document)


class BuildsItsTablesFirst(Honest):
    """Keeps every law: its first call takes longer than any other one may."""

    seconds = 1.5

    def __init__(self) -> None:
        self.has_tables = False

    def decode(self, document: bytes) -> Any:
        """Return what is made of a document, once the tables are there."""
        if not self.has_tables:
            time.sleep(self.seconds)
            self.has_tables = True
        return super().decode(document)


class ShowsDecimals(Honest):
    """Keeps every law: shows numbers with a fraction as decimals, the sign of zero too."""

    def read(self, value: Decoded, path: Path) -> Any:
        """Return a decimal for a number with a fraction."""
        shown = super().read(value, path)
        return decimal.Decimal(repr(shown)) if isinstance(shown, float) else shown


class HidesItsErrors(Honest):
    """Keeps every law: what went wrong is kept and not shown, and it says so."""

    policy = evolve(Honest.policy, hides="/last_error")

    def read(self, value: Decoded, path: Path) -> Any:
        """Return nothing of an error."""
        return NOT_SHOWN if path[0] == "last_error" else super().read(value, path)


PROMISING: Final[tuple[type[Honest], ...]] = (
    KnowsAllStatuses,
    RefusesNamesTwice,
    TakesTheFirstValue,
    DropsWhatIsNew,
    DropsWhatIsNewInUsage,
    ComparesByIdentity,
    HoldsFloatsIn32Bits,
    HoldsIntegersIn53Bits,
    ChecksTheSchemaAlone,
    ReadsLater,
    WritesNoNulls,
    SpeaksToOneServer,
    HasNoNegativeZero,
    ReadsDigitsAlone,
    BuildsItsTablesFirst,
    ShowsDecimals,
    HidesItsErrors,
)
"""Clients that keep every law under the policy that each has."""
