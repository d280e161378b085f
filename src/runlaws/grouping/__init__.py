"""Findings that show one defect: at other places, with other values, by other exceptions of the same statement.

A search tells causes apart as well as a failure and its document allow. That is finer than what a maintainer mends:
one line without a check raises KeyError, TypeError and AttributeError, or makes texts of `0`, `true` and `[]`. So
reports show one finding of a group in full, and name the others. Known failures stay apart: an entry for one of a
group is not one for all.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from runlaws.finding import Finding
from runlaws.grouping._common import Common, order_of, severity_of

__all__ = ["Group", "grouped", "severity_of"]


class Group(NamedTuple):
    """Findings of one defect: the gravest and simplest of those that servers may cause, and the rest."""

    first: Finding
    rest: tuple[Finding, ...] = ()


def grouped(findings: Iterable[Finding]) -> Iterator[Group]:
    """Yield the findings by what they have in common, in the order of the first of each group.

    Several findings with one cause at the same place differ in what matters, and stay apart unless something else joins
    them: the first of a place is grouped with the first of other places, the second with the second.
    """
    findings = tuple(findings)
    shared = Common.of(findings)
    for members in _joined([list(shared.by(finding)) for finding in findings]):
        first, *rest = sorted((findings[index] for index in members), key=order_of)
        yield Group(first, tuple(rest))


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
