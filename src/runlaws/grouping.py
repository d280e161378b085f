"""Findings that show one defect: at other places, with other values, by other exceptions of the same statement.

A search tells causes apart as well as a failure and its document allow. That is finer than what a maintainer mends:
one line without a check raises KeyError, TypeError and AttributeError, or makes texts of `0`, `true` and `[]`. So
reports show one finding of a group in full, and name the others. Known failures stay apart: an entry for one of a
group is not one for all.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from attrs import evolve, frozen

from runlaws.contract import BRAND_NEW, NewsKind
from runlaws.finding import Finding
from runlaws.laws import Family, Severity, UnknownLaw, copies_are_equal, fails_cleanly, find_law
from runlaws.values import ABSENT, Change, path_of, steps_of, written
from runlaws.verdict import Cause, Failure, Words

__all__ = ["Group", "grouped", "severity_of"]


class Group(NamedTuple):
    """Findings of one defect: the gravest and simplest one, and the rest."""

    first: Finding
    rest: tuple[Finding, ...] = ()


def grouped(findings: Iterable[Finding]) -> Iterator[Group]:
    """Yield the findings by what they have in common, in the order of the first of each group.

    Several findings with one cause at the same place differ in what matters, and stay apart unless something else joins
    them: the first of a place is grouped with the first of other places, the second with the second.
    """
    findings = tuple(findings)
    shared = _Common.of(findings)
    for members in _joined([list(shared.by(finding)) for finding in findings]):
        first, *rest = sorted((findings[index] for index in members), key=_order)
        yield Group(first, tuple(rest))


def severity_of(finding: Finding) -> Severity:
    """Return how grave a finding is; what breaks a law of the user's own, unknown here, counts with the gravest."""
    try:
        return find_law(finding.failure.law).severity
    except UnknownLaw:
        return Severity.CORRUPTION


def _order(finding: Finding) -> tuple[int, int, str, str, str, str]:
    """Return by what the first of a group is chosen; what comes after the size only makes it the same one each time."""
    failure = finding.failure
    severity = list(Severity).index(severity_of(finding))
    names = failure.pointer, failure.kind, f"{failure.sent} {failure.got}", finding.case.id
    return severity, len(finding.case.document), *names


def _joined(keys: Sequence[Iterable[Hashable]]) -> Iterator[list[int]]:
    """Yield the numbers of what has a key in common, at once or by way of others."""
    group_of: dict[Hashable, list[int]] = {}
    groups: dict[int, list[int]] = {}
    for number, its in enumerate(keys):
        group = [number]
        for key in its:
            other = group_of.setdefault(key, group)
            if other is not group:
                group = _merged(other, group, group_of)
        for index in group:
            groups[index] = group
    yield from {id(group): sorted(group) for group in groups.values()}.values()


def _merged(into: list[int], group: list[int], group_of: dict[Hashable, list[int]]) -> list[int]:
    into += group
    group_of.update({key: into for key, held in group_of.items() if held is group})
    return into


# -- what findings of one defect share


@frozen
class _Common:
    """What each of some findings has in common with others of its defect."""

    _numbers: Mapping[int, int]
    """By the identity of a finding, how many simpler ones have the same cause."""
    _lost: frozenset[tuple[str, str]]
    """Laws, with places that are never kept."""
    _unborne: frozenset[tuple[str, ...]]
    """Names of unknown members that several statements fail on: not the statement matters there, but the name."""

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> _Common:
        """Return what tells how some findings are related."""
        numbers: dict[int, int] = {}
        before: Counter[Cause] = Counter()
        lost: set[tuple[str, str]] = set()
        failing: dict[tuple[str, ...], set[str]] = {}
        for finding in sorted(findings, key=_order):
            failure = finding.failure
            numbers[id(finding)] = before[failure.cause]
            before[failure.cause] += 1
            if failure.kind == Change.DROPPED:
                lost.add((failure.law, failure.cause.place))
            failing.setdefault(_name_of(finding), set()).update(failure.raised[:1])
        unborne = {name for name, statements in failing.items() if name and len(statements) > 1}
        return cls(numbers, frozenset(lost), frozenset(unborne))

    def by(self, finding: Finding) -> Iterator[Hashable]:
        """Yield what a finding shares: what is never kept, for one, is not kept where it is null either."""
        failure = finding.failure
        place = failure.law, failure.cause.place
        is_lost = place in self._lost and failure.kind in (Change.DROPPED, Change.NULL_MADE_ABSENT)
        if is_lost:
            yield "lost", *place
        if not is_lost or failure.kind == Change.DROPPED:
            yield "face", self._numbers[id(finding)], evolve(failure.cause, place="")
            yield from _of_values(finding)
            yield from _of_copies(failure)
            name = _name_of(finding)
            yield from [name] if name in self._unborne else _of_statement(failure)


def _of_values(finding: Finding) -> Iterator[Hashable]:
    """Yield what became of values: nothing, whatever was sent; a text of each; a constant, where nothing was sent."""
    failure = finding.failure
    sent, got = failure.sent, failure.got
    if isinstance(got, Words):
        return
    place = failure.law, _place(finding)
    if sent is ABSENT:
        if got is not ABSENT:
            yield "constant", *place, written(got)
    elif got is None or got in ("", [], {}):
        yield "nothing", *place, written(got)
    elif isinstance(got, str) and not isinstance(sent, str) and got in _texts_of(sent):
        yield "text", *place


def _texts_of(value: object) -> tuple[str, ...]:
    return str(value), written(value), json.dumps(value, default=str)


def _place(finding: Finding) -> str:
    """Return where a finding shows, with `*` for each name that is data."""
    tree = finding.case.tree or {}
    return finding.case.judgement.profile.wide_pattern(tree, path_of(tree, finding.failure.pointer))


def _of_copies(failure: Failure) -> Iterator[Hashable]:
    """Yield how a copy was made that has all the data and is not equal, since something in it goes by identity."""
    if failure.law == copies_are_equal.id and not failure.pointer and not failure.raised:
        yield "copy", failure.kind


def _name_of(finding: Finding) -> tuple[str, ...]:
    """Return the law and the name of the unknown member that a finding is about, nothing if there is none."""
    failure = finding.failure
    news = finding.case.judgement.news
    is_unknown = any(item.kind is NewsKind.UNKNOWN_MEMBER and item.pointer == failure.pointer for item in news)
    name = steps_of(failure.pointer)[-1] if is_unknown else BRAND_NEW
    return () if name == BRAND_NEW else (failure.law, failure.kind, name)


# -- statements

_RAISED: Final = re.compile(r"(?P<statement>.+, line \d+)(?: \(by (?P<library>[\w.]+)\))?")

_OF_THE_LANGUAGE: Final = frozenset(
    {
        *("AttributeError", "IndexError", "KeyError", "NameError", "RecursionError", "TypeError", "UnboundLocalError"),
        *("UnicodeDecodeError", "UnicodeEncodeError", "ZeroDivisionError"),
        *("RangeError", "ReferenceError", "SyntaxError"),
        *("ClassCastException", "InvalidCastException", "KeyNotFoundException"),
        *("NullPointerException", "NullReferenceException"),
    }
)
"""Classes of exceptions that a statement seldom names: that the language raises them there is one missing check."""


def _of_statement(failure: Failure) -> Iterator[Hashable]:
    """Yield the statement that raised, where whatever it raises is one defect.

    That is what the language raises there and, of a document that is to be refused, what a library raises: nobody
    catches it. Where the client raises on purpose, what it says tells defects apart.
    """
    at = _RAISED.fullmatch(failure.raised[0]) if failure.raised else None
    type_, library = str(failure.got).partition(":")[0], at["library"] if at else None
    if not at:
        if type_ in _OF_THE_LANGUAGE and not _is_refusal(failure.law):
            yield "raised", str(failure.got)
        return
    of_the_language = type_ in _OF_THE_LANGUAGE or library in sys.stdlib_module_names
    if failure.law == fails_cleanly.id:
        yield "leaks", at["statement"], "" if of_the_language or library else str(failure.got)
    elif of_the_language:
        yield "raised", at["statement"]
    elif library:
        yield "raised", at["statement"], str(failure.got)


def _is_refusal(law: str) -> bool:
    try:
        return find_law(law).family in (Family.ACCEPTANCE, Family.TOLERANCE)
    except UnknownLaw:
        return False
