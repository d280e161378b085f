"""What findings of one defect have in common."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Final

from attrs import evolve, frozen

from runlaws.contract import BRAND_NEW, NewsKind, Standing, Tagged
from runlaws.finding import Finding
from runlaws.grouping._itself import of_itself
from runlaws.grouping._renaming import of_renaming
from runlaws.grouping._roots import Roots, is_of_classes
from runlaws.grouping._statements import Statements
from runlaws.laws import Family, Severity, UnknownLaw, find_law
from runlaws.values import Change, manner_of, path_of, steps_of
from runlaws.verdict import OVERWRITTEN, Cause, Failure, Words

__all__ = ["Common", "order_of", "severity_of"]

_EVERYWHERE: Final = 3
"""In how many objects the same must show to be of the whole client rather than of each of them."""
_SHIFTED: Final = (Change.ADDED, Change.MADE_NULL, Change.TYPE_CONFUSED, Change.VALUE_CHANGED, Change.WRONG_VARIANT)
"""What becomes of the later items of a list that has lost one."""


def severity_of(finding: Finding) -> Severity:
    """Return how grave a finding is; what breaks a law of the user's own, unknown here, counts with the gravest."""
    try:
        return find_law(finding.failure.law).severity
    except UnknownLaw:
        return Severity.CORRUPTION


def order_of(finding: Finding) -> tuple[bool, int, int, int, str, str, str, str]:
    """Return by what the first of a group is chosen: a document that servers may send, then how grave it is.

    Then comes the soundest document, then the shortest; what comes after the size only makes it the same one each time.
    """
    failure, case = finding.failure, finding.case
    grave, sound = list(Severity).index(severity_of(finding)), list(Standing).index(case.standing)
    names = failure.pointer, failure.kind, f"{failure.sent} {failure.got}", case.id
    return case.standing not in _MAY_BE_SENT, grave, sound, len(case.document), *names


_MAY_BE_SENT: Final = (Standing.VALID, Standing.QUESTIONABLE, Standing.EXTENDED)


@frozen
class Common:
    """What each of some findings has in common with others of its defect."""

    _numbers: Mapping[int, int]
    """By the identity of a finding, how many simpler ones have the same cause."""
    _objects: Mapping[Hashable, Mapping[str, str]]
    """By a face, the place of the object by which each place counts; empty if it shows in many objects."""
    _kinds: Mapping[tuple[str, str], frozenset[str]]
    """By laws and places, how the laws are broken there."""
    _renamed: frozenset[tuple[str, str]]
    """Laws, with places of free data in which names are others in what is written."""
    _statements: Statements
    _roots: Roots
    _unborne: frozenset[tuple[str, ...]]
    """Names of unknown members that several statements fail on: not the statement matters there, but the name."""

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Common:
        """Return what tells how some findings are related."""
        findings = sorted(findings, key=order_of)
        numbers: dict[int, int] = {}
        before: Counter[Cause] = Counter()
        places: dict[Hashable, dict[str, str]] = defaultdict(dict)
        kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
        names: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        failing: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for finding in findings:
            failure, place = finding.failure, _place(finding)
            numbers[id(finding)] = before[failure.cause]
            before[failure.cause] += 1
            places[_face(finding)][place] = _around(finding)
            kinds[_law(failure), place].add(failure.kind)
            if _is_in_free_data(finding):
                names[_law(failure), _around(finding), finding.case.id].add(failure.kind)
            failing[_name_of(finding)].update(failure.raised[:1])
        return cls(
            numbers,
            {face: _by_object(its) for face, its in places.items()},
            {key: frozenset(its) for key, its in kinds.items()},
            frozenset(key[:2] for key, its in names.items() if its >= {Change.DROPPED, Change.ADDED}),
            Statements.of(findings),
            Roots.of(findings),
            frozenset(name for name, statements in failing.items() if name and len(statements) > 1),
        )

    def by(self, finding: Finding) -> Iterator[Hashable]:
        """Yield what a finding shares: what is never kept, for one, is not kept where it is null either."""
        failure, place = finding.failure, _place(finding)
        law = _law(failure)
        if self._roots.is_taken(finding):
            yield ("taken",)
            return
        yield from self._roots.names(finding)
        when, change = _parts_of(failure.kind)
        is_lost = f"{when}{Change.DROPPED}" in self._kinds[law, place] and change in _LOST
        if is_lost:
            yield "lost", law, place, when
        if is_lost and change == Change.NULL_MADE_ABSENT:
            return
        number, face = self._numbers[id(finding)], _face(finding)
        yield "face", number, face, self._where(finding, place)
        if failure.kind == Change.TYPE_CONFUSED:
            yield "member", number, face, place.rpartition("/")[2]
        yield from of_itself(finding, law, place)
        yield from self._of_items(finding, law, place)
        if OVERWRITTEN in self._kinds[law, place]:
            yield "overwritten", law, place
        if (law, _around(finding)) in self._renamed and _is_in_free_data(finding):
            yield "renamed", law, _around(finding)
        yield from of_renaming(finding, law)
        name = _name_of(finding)
        yield from [name] if name in self._unborne else self._statements.of_one(failure)

    def _where(self, finding: Finding, place: str) -> str:
        """Return the object in which a finding counts as the same as others that look alike; empty for all of them."""
        return "" if finding.failure.raised else self._objects[_face(finding)].get(place, "")

    def _of_items(self, finding: Finding, law: str, place: str) -> Iterator[Hashable]:
        """Yield the list that has lost an item: what comes after it stands where it stood."""
        items = _items_around(finding)
        is_lost = Change.DROPPED in self._kinds.get((law, items), ()) if items else False
        if is_lost and (finding.failure.kind in _SHIFTED or place == items):
            yield "items", law, items


_LOST: Final = (Change.DROPPED, Change.NULL_MADE_ABSENT)


def _parts_of(kind: str) -> tuple[str, str]:
    """Return after what a value was changed (`deepcopy: `), empty where nothing was done before, and how it was."""
    when, colon, change = kind.rpartition(": ")
    return when + colon, change


def _law(failure: Failure) -> str:
    """Return the law that a failure breaks, or the family of laws about what is kept: each is about some documents."""
    try:
        law = find_law(failure.law)
    except UnknownLaw:
        return failure.law
    return law.family if law.family is Family.ROUND_TRIP else law.id


def _face(finding: Finding) -> Hashable:
    """Return how a finding looks, wherever it is.

    Known members that are dropped are another matter than unknown ones. Any other change is the same by whichever law.
    What is added is of a type, unless it is empty. The class of an object is chosen among several at one place, and
    there is nothing to choose at another.
    """
    failure = finding.failure
    law = failure.law if failure.kind == Change.DROPPED else _law(failure)
    added = _type_of_default(failure.got) if failure.kind == Change.ADDED else ""
    chosen = is_of_classes(failure) and has_variants(finding)
    return evolve(failure.cause, law=law, place=""), manner_of(failure.sent, failure.got), added, chosen


def has_variants(finding: Finding) -> bool:
    """Return whether a finding is at a place that has objects of several forms."""
    tree = finding.case.tree or {}
    shape = finding.case.judgement.profile.shape_at(tree, path_of(tree, finding.failure.pointer))
    return isinstance(shape, Tagged) and len(shape.variants) > 1


def _type_of_default(value: object) -> str:
    """Return the type of a value that nobody sent, empty for one that holds nothing."""
    holds_nothing = not value or (isinstance(value, dict) and not any(value.values()))
    return "" if holds_nothing or isinstance(value, Words) else type(value).__name__


def _by_object(places: Mapping[str, str]) -> Mapping[str, str]:
    """Return, for each of some places, the object that it counts for; nothing if there are many objects.

    `places` have the objects around them; a place that is in another one counts for that one's.
    """
    in_order = sorted(places)
    tops = {place: next(top for top in in_order if place == top or place.startswith(f"{top}/")) for place in in_order}
    objects = {place: places[top] for place, top in tops.items()}
    return {} if len(set(objects.values())) >= _EVERYWHERE else objects


def _place(finding: Finding) -> str:
    """Return where a finding shows, with `*` for each name that is data."""
    tree = finding.case.tree or {}
    return finding.case.judgement.profile.wide_pattern(tree, path_of(tree, finding.failure.pointer))


def _is_in_free_data(finding: Finding) -> bool:
    """Return whether a finding is at a place that no contract names, and that is no unknown member of an object."""
    place, news = finding.failure.pointer, finding.case.judgement.news
    return all(item.pointer != place for item in news) and all(item.place != place for item in finding.case.named)


def _around(finding: Finding) -> str:
    """Return the place of the object that a finding is in, or that holds the list which it is an item of."""
    tree = finding.case.tree or {}
    path = path_of(tree, finding.failure.pointer)
    while path and isinstance(path[-1], int):
        path = path[:-1]
    return finding.case.judgement.profile.wide_pattern(tree, path[:-1])


def _items_around(finding: Finding) -> str:
    """Return the place of the items of the outermost list that a finding is in; empty if it is in none.

    Of data that no contract has a form for, it is not known which list is which.
    """
    tree = finding.case.tree or {}
    path = path_of(tree, finding.failure.pointer)
    ends = [number for number, step in enumerate(path, 1) if isinstance(step, int)]
    items = finding.case.judgement.profile.wide_pattern(tree, path[: ends[0]]) if ends else ""
    return "" if items.endswith("/**") else items


def _name_of(finding: Finding) -> tuple[str, ...]:
    """Return the law and the name of the unknown member that a finding is about, nothing if there is none."""
    failure = finding.failure
    news = finding.case.judgement.news
    is_unknown = any(item.kind is NewsKind.UNKNOWN_MEMBER and item.pointer == failure.pointer for item in news)
    name = steps_of(failure.pointer)[-1] if is_unknown else BRAND_NEW
    return () if name == BRAND_NEW else (failure.law, failure.kind, name)
