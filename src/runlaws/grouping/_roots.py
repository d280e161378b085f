"""What a document has at which a client goes wrong in several ways: they are one defect, however each of them looks.

A finding's document is minimal: what is in it beyond the simplest one is what the client fails on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Final

from attrs import frozen

from runlaws.contract import BRAND_NEW, Free, Map, NewsKind, Standing
from runlaws.finding import Finding
from runlaws.laws import Family, UnknownLaw, find_law
from runlaws.values import path_of, steps_of
from runlaws.verdict import Failure, Words

__all__ = ["Roots", "is_of_classes"]

_MOST_NAMES: Final = 2
"""Under how many names a failure may show for the name to be what it is about."""


@frozen
class Roots:
    """What some findings go back to."""

    _taken: frozenset[str]
    """The ids of cases in which a client takes free data for one of its own objects."""
    _names: frozenset[str]
    """Names that a client cannot have as those of unknown members."""

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Roots:
        """Return what tells what some findings go back to."""
        findings = tuple(findings)
        names: dict[Hashable, set[str]] = defaultdict(set)
        for finding in findings:
            if name := _unknown_name(finding):
                names[_face(finding)].add(name)
        any_name = {name for its in names.values() if BRAND_NEW in its or len(its) > _MOST_NAMES for name in its}
        return cls(
            frozenset(finding.case.id for finding in findings if _is_taken_for_an_object(finding)),
            frozenset(name for its in names.values() for name in its - any_name),
        )

    def is_taken(self, finding: Finding) -> bool:
        """Return whether a finding shows in a document whose free data the client takes for one of its own objects.

        Whatever else goes wrong with such a document follows from it.
        """
        return bool(finding.matter) and finding.case.id in self._taken

    def names(self, finding: Finding) -> Iterator[Hashable]:
        """Yield the name of an unknown member, or of one in an unknown variant, that the client cannot have there.

        Under a plain name the client would not fail: names are made plain where they do not matter.
        """
        names = {steps_of(place)[-1] for place in finding.matter if place.startswith("/")}
        for name in {_unknown_name(finding), *names} & self._names:
            yield "name", name


def is_of_classes(failure: Failure) -> bool:
    """Return whether a failure is about the class of an object."""
    try:
        is_of_fields = find_law(failure.law).family is Family.FIELDS
    except UnknownLaw:
        return False
    return is_of_fields and isinstance(failure.got, Words) and not failure.raised


def _is_taken_for_an_object(finding: Finding) -> bool:
    tree = finding.case.tree or {}
    shape = finding.case.judgement.profile.shape_at(tree, path_of(tree, finding.failure.pointer))
    return is_of_classes(finding.failure) and isinstance(shape, Free | Map)


def _unknown_name(finding: Finding) -> str:
    """Return the name of the unknown member that is all that is odd in a document, an empty one if there is none."""
    news = finding.case.judgement.news
    if finding.case.standing is not Standing.EXTENDED:
        return ""  # what is wrong, or disputed, matters more than a name, which may be that of another wire
    if len(news) != 1 or news[0].kind is not NewsKind.UNKNOWN_MEMBER:
        return ""
    return steps_of(news[0].pointer)[-1]


def _face(finding: Finding) -> Hashable:
    failure = finding.failure
    return failure.law, failure.kind, failure.cause.message, failure.cause.types, failure.raised[:1]
