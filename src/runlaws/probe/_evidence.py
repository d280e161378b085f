"""What a client was seen to do with many cases, counted by what a policy speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import isclose
from typing import Final

from attrs import define, field

from runlaws.case import Case
from runlaws.client import Observation, Outcome, Question
from runlaws.contract import Integer, Number, Profile, Standing
from runlaws.values import (
    ABSENT,
    Change,
    Json,
    Path,
    at_path,
    differences,
    leaves,
    path_of,
    pattern,
    places,
    pointer,
    same_json,
    within,
)

__all__ = ["ASKS", "WIDTHS", "Evidence", "gather"]

ASKS: Final = frozenset({Question.ENCODE, Question.COMPARE, Question.HASH})
"""What is asked of a client to measure it."""

WIDTHS: Final[Mapping[str, tuple[int, int]]] = {
    "int32": (0, 2**31 - 1),
    "double": (2**31, 2**53),
    "int64": (2**53 + 1, 2**63 - 1),
    "exact": (2**63, 2**400),
}
"""From which size to which an integer tells of each width; each width holds those before it too."""

_ACCEPTABLE: Final = (Standing.VALID, Standing.QUESTIONABLE)
_NULLS: Final = frozenset({Change.NULL_MADE_ABSENT, Change.ABSENT_MADE_NULL})


@define
class Evidence:
    """Counts, by what happened: `kept`, `dropped`, `changed`, `refused`, `crashed`, and for questions yes and no."""

    cases: int = 0
    errors: Counter[tuple[str, ...]] = field(factory=Counter)
    """Exceptions of documents that may be refused, by the names of their classes."""
    news: dict[str, Counter[str]] = field(factory=dict)
    """By kind of news."""
    nulls: Counter[str] = field(factory=Counter)
    integers: dict[str, Counter[str]] = field(factory=dict)
    """By the width that an integer needs."""
    floats: Counter[str] = field(factory=Counter)
    invalid: Counter[str] = field(factory=Counter)
    twice: Counter[str] = field(factory=Counter)
    hashes: Counter[str] = field(factory=Counter)
    members: dict[str, Counter[str]] = field(factory=dict)
    """Members of valid documents that hold a value, by pointer with `*` for indices."""


def gather(evidence: Evidence, case: Case, seen: Observation) -> None:
    """Count in what a client did with a case."""
    evidence.cases += 1
    _count_ending(evidence, case, seen)
    if seen.outcome is not Outcome.ACCEPTED or seen.nothing or case.tree is None:
        return
    if case.standing in _ACCEPTABLE:
        _count_comparisons(evidence, seen)
    if seen.encoded is not None and seen.encoded.thrown is None:
        _count_what_is_kept(evidence, case, seen.encoded.value)


def _count_ending(evidence: Evidence, case: Case, seen: Observation) -> None:
    """Count how a document that may be refused was met."""
    thrown = seen.decoded.thrown
    if thrown is not None and case.standing not in _ACCEPTABLE and not thrown.ended:
        evidence.errors[thrown.classes or (thrown.type,)] += 1
    how = "accepted" if thrown is None else "refused" if thrown.own else "crashed"
    if case.standing is Standing.INVALID:
        evidence.invalid[how] += 1
    if case.standing is Standing.EXTENDED and (thrown is not None or seen.encoded is None):
        for news in case.judgement.news:
            evidence.news.setdefault(news.kind, Counter())[how] += 1


def _count_comparisons(evidence: Evidence, observation: Observation) -> None:
    if observation.decoded_twice is not None:
        evidence.twice["yes" if observation.decoded_twice.yes else "no"] += 1
    if observation.hashed is not None:
        evidence.hashes["no" if observation.hashed[0].thrown else "yes"] += 1


def _count_what_is_kept(evidence: Evidence, case: Case, written: Json) -> None:
    tree = case.tree or {}
    for news in case.judgement.news if case.standing is Standing.EXTENDED else ():
        evidence.news.setdefault(news.kind, Counter())[_fate(tree, written, path_of(tree, news.pointer))] += 1
    _count_numbers(evidence, case.judgement.profile, tree, written)
    if case.standing in _ACCEPTABLE:
        _count_members(evidence, tree, written)


def _fate(tree: Json, written: Json, path: Path) -> str:
    """Return what became of what stands at a path."""
    sent, got = at_path(tree, path), at_path(written, path)
    if got is ABSENT:
        return "dropped"
    return "kept" if same_json(sent, got) else "changed"


def _count_numbers(evidence: Evidence, profile: Profile, tree: Mapping[str, Json], written: Json) -> None:
    for path, sent in leaves(tree):
        if isinstance(sent, bool) or not isinstance(sent, int | float):
            continue
        shape, got = profile.shape_at(tree, path), at_path(written, path)
        if isinstance(sent, int) and isinstance(shape, Integer):
            width = next((name for name, (least, most) in WIDTHS.items() if least <= abs(sent) <= most), "exact")
            evidence.integers.setdefault(width, Counter())[_fate(tree, written, path)] += 1
        elif isinstance(sent, float) and isinstance(shape, Number) and isinstance(got, int | float):
            near = "rounded" if isclose(sent, got, rel_tol=2**-23) else "changed"
            evidence.floats["kept" if sent == got else near] += 1


def _count_members(evidence: Evidence, tree: Mapping[str, Json], written: Json) -> None:
    changes = {difference.pointer: difference.kind for difference in differences(tree, written)}
    dropped = {place for place, kind in changes.items() if kind is Change.DROPPED}
    evidence.nulls["confused" if _NULLS & set(changes.values()) else "apart"] += 1
    for path, value in places(tree):
        if value is None or isinstance(path[-1], int):
            continue  # a member that is null holds nothing, and an item is none
        place = pointer(path)
        if place in dropped or not within(place, dropped):  # else it went with what it stands in
            fate = "dropped" if place in dropped else "kept"
            evidence.members.setdefault(pattern(path), Counter())[fate] += 1
