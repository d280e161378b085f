"""Controls: other documents than a case, which show what a failure does not depend on."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, TypeAlias

from attrs import frozen

from runlaws.case import Case
from runlaws.contract import BRAND_NEW, Profile, Standing
from runlaws.document import read, write
from runlaws.laws import Law, decoding_is_repeatable
from runlaws.values import (
    ABSENT,
    Json,
    Path,
    at_path,
    path_of,
    pattern,
    places,
    replaced,
    same_json,
    sort_name,
)
from runlaws.verdict import Failure

__all__ = [
    "Controls",
    "KnownValues",
    "after_others_like",
    "at_its_news",
    "differing",
    "news_alone",
    "news_instead",
    "no_controls",
    "valid_with",
    "values_alone",
    "with_every_member",
]

Controls: TypeAlias = Callable[[Profile], Sequence[Case]]
"""Returns a few valid documents of a profile, which together have a value of every possible type at every place."""

_MOST: Final = 2
"""How many different values of one type are tried at a place."""

_MOST_DIFFERING: Final = 4
_PROFILES: Final = 8
_SEVERAL: Final = 2


def no_controls(_profile: Profile) -> Sequence[Case]:
    """Return no documents."""
    return ()


@frozen
class KnownValues:
    """The values in the controls of each profile, by their places."""

    controls: Controls

    def at(self, place: str, profile: Profile) -> Sequence[tuple[Json, Case]]:
        """Return the first different values of each type at a place, each with a document that holds it."""
        return _by_place(self.controls, profile).get(place, [])

    def like(self, case: Case, path: Path, place: str) -> Sequence[Case]:
        """Return documents whose value at a place is comparable to what a case has at a path.

        First comes one in the state of the case, then others with values of the same type there or, if there are none,
        with any value but null. If the case has null there, any value is comparable; if it has nothing there, so are
        documents that have nothing there either.
        """
        profile, sent = case.judgement.profile, at_path(case.tree, path)
        state = profile.object.state
        now = (case.tree or {}).get(state)
        known = self.at(place, profile)
        if sent is not None and sent is not ABSENT:
            alike = [(value, other) for value, other in known if sort_name(value) == sort_name(sent)]
            known = alike or [(value, other) for value, other in known if value is not None]
        of_type = {sort_name(value) for value, _ in known}
        in_state = (other for other in self.controls(profile) if (other.tree or {}).get(state) == now)
        first = [other for other in in_state if sort_name(at_path(other.tree, path)) in of_type][:1]
        lacking = self._lacking(profile, path) if sent is ABSENT else ()
        return [*first, *lacking, *(other for _, other in known)]

    def _lacking(self, profile: Profile, path: Path) -> Sequence[Case]:
        """Return the first documents that have an object around a place, and not the member there."""
        around = _objects_by_place(self.controls, profile).get(pattern(path[:-1]), [])
        lacking = {other.id: other for value, other in around if path[-1] not in value}
        return list(islice(lacking.values(), _MOST))


@functools.lru_cache(maxsize=_PROFILES)
def _objects_by_place(controls: Controls, profile: Profile) -> Mapping[str, Sequence[tuple[dict[str, Json], Case]]]:
    by_place: dict[str, list[tuple[dict[str, Json], Case]]] = {}
    for case in controls(profile):
        for path, value in places(case.tree):
            if isinstance(value, dict):
                by_place.setdefault(pattern(path), []).append((value, case))
    return by_place


@functools.lru_cache(maxsize=_PROFILES)
def _by_place(controls: Controls, profile: Profile) -> Mapping[str, Sequence[tuple[Json, Case]]]:
    by_place: dict[str, list[tuple[Json, Case]]] = {}
    for case in controls(profile):
        for path, value in places(case.tree):
            known = by_place.setdefault(pattern(path), [])
            alike = [other for other, _ in known if sort_name(other) == sort_name(value)]
            if len(alike) < _MOST and not any(same_json(value, other) for other in alike):
                known.append((value, case))
    return by_place


def differing(cases: Sequence[Case], path: Path) -> list[Case]:
    """Return the first few cases with different values at a path."""
    kept: list[Case] = []
    for case in cases if path else ():
        value = at_path(case.tree, path)
        if all(not same_json(value, at_path(other.tree, path)) for other in kept):
            kept.append(case)
    return kept[:_MOST_DIFFERING]


def with_every_member(cases: Sequence[Case]) -> Iterator[Case]:
    """Yield a few cases that together have every member that any of them has set."""
    seen: set[str] = set()
    for case in cases:
        names = {name for name, value in (case.tree or {}).items() if value is not None}
        if not names <= seen:
            seen |= names
            yield case


def after_others_like(case: Case, name: str, known: Sequence[Case]) -> Iterator[Case]:
    """Yield a case, or the valid one that it was made of, after documents that differ in one top-level member alone.

    The member has the values of known documents there. The case has a key of its own each time, and so other spare
    keys: a client may remember what it was shown under those of the case itself.
    """
    subject = case
    if case.origin is not None and not decoding_is_repeatable.speaks_of(case):
        subject = Case.of_bytes(case.origin, case.judgement.profile)
    tree, keys = subject.tree or {}, subject.spare_keys or ()
    known_values = ((other.tree or {}).get(name, ABSENT) for other in known)
    others = [value for value in known_values if not same_json(value, tree.get(name, ABSENT))]
    for key_of_its_own, value in zip(keys, others[:1] + others[-1:], strict=False):
        other = {**{key: item for key, item in tree.items() if key != name}, name: value}
        document = write({key: item for key, item in other.items() if item is not ABSENT})
        yield Case.of_bytes(subject.under_key(key_of_its_own), case.judgement.profile, before=(document,))


def valid_with(case: Case, place: str, known: Case) -> Case | None:
    """Return the valid document that a case is, or was made of, with a known document's value at a place.

    If it does not have the place, it also gets the object or list around the place that it lacks.
    """
    base = _valid_base(case)
    path = next((path for path, _ in places(known.tree) if pattern(path) == place), None)
    if base is None or path is None:
        return None
    for length in range(len(path), 0, -1):
        part, value = path[:length], at_path(known.tree, path[:length])
        here = next((here for here, _ in places(base.tree) if pattern(here) == pattern(part)), None)
        if here is None and length == 1:
            here = part
        if here is not None and not same_json(at_path(base.tree, here), value):
            return _of_standing(Standing.VALID, base, replaced(dict(base.tree or {}), here, value))
    return None


def values_alone(case: Case) -> Iterator[Case]:
    """Yield valid documents with one alone of the values of each name that stands twice in a case's document."""
    tree = case.tree or {}
    for place, values in read(case.document).others.items() if case.standing is Standing.AMBIGUOUS else ():
        path = path_of(tree, place)
        for value in (*values, at_path(tree, path)):
            alone = None if value is ABSENT else _of_standing(Standing.VALID, case, replaced(tree, path, value))
            if alone is not None:
                yield alone


def _valid_base(case: Case) -> Case | None:
    if case.origin is not None:
        return Case.of_bytes(case.origin, case.judgement.profile)
    return case if case.standing is Standing.VALID else None


def news_alone(case: Case) -> Iterator[Case]:
    """Yield the document that a wrong case was made of, with each piece of news of the case and without its fault."""
    return iter(()) if case.standing is Standing.EXTENDED else _each_news(case)


def at_its_news(
    law: Law, case: Case, failure: Failure, failures: Callable[[Sequence[Law], Case], Sequence[Failure]]
) -> Failure:
    """Return the failure to which one piece of the case's news leads by itself: a law of news names the first.

    `failures` are those of some laws on a case.
    """
    if law.news is None or len(case.judgement.news) < _SEVERAL or not failure.raised:
        return failure
    alike = (
        other
        for control in _each_news(case)
        for other in failures([law], control)
        if (other.kind, other.cause.frame) == (failure.kind, failure.cause.frame)
    )
    return next(alike, failure)


def _each_news(case: Case) -> Iterator[Case]:
    """Yield the document that a case was made of with each piece of its news, and no other."""
    for news in case.judgement.news:
        value = at_path(case.tree, path_of(case.tree or {}, news.pointer))
        if value is not ABSENT:
            yield from _with_news(case, news.pointer, value)


def news_instead(case: Case) -> Iterator[Case]:
    """Yield the document that a wrong case was made of, with a new value in place of each wrong one of an enum.

    A client that looks values up may fail in the same way on a new one and on a wrong one.
    """
    if case.standing is Standing.INVALID:
        for violation in case.judgement.violations:
            yield from _with_news(case, violation.pointer, BRAND_NEW)


def _with_news(case: Case, place: str, value: Json) -> Iterator[Case]:
    if case.origin is not None and case.tree is not None and place:
        origin = Case.of_bytes(case.origin, case.judgement.profile)
        try:
            tree = replaced(dict(origin.tree or {}), path_of(case.tree, place), value)
        except LookupError:
            return
        extended = _of_standing(Standing.EXTENDED, case, tree)
        if extended is not None:
            yield extended


def _of_standing(standing: Standing, case: Case, tree: Json) -> Case | None:
    if not isinstance(tree, dict):
        return None
    control = Case.of_tree(tree, case.judgement.profile, made=standing.value, origin=case.origin)
    return control if control.standing is standing else None
