"""Controls: valid documents with known values, which show what a failure does not depend on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from runlaws.case import Case
from runlaws.contract import Profile, Standing
from runlaws.values import ABSENT, Json, at_path, path_of, pattern, places, replaced, same_json

__all__ = ["Controls", "KnownValues", "controls_at", "known_values", "news_alone", "no_controls"]

Controls: TypeAlias = Callable[[Profile], Sequence[Case]]
"""Returns a few valid documents of a profile, in which every member has a typical value, and null where it may be."""

KnownValues: TypeAlias = Mapping[str, Sequence[tuple[Json, Case]]]
"""Values that known documents have, by the pattern of their place."""

_MOST: Final = 2
"""How many different values of a place are tried, besides null."""


def no_controls(_profile: Profile) -> Sequence[Case]:
    """Return no documents."""
    return ()


def controls_at(place: str, case: Case, known: KnownValues) -> Iterator[Case]:
    """Yield valid documents that hold a known value at a place, and null: known ones, and the case's own with those."""
    values = known.get(place, ())
    base = _valid_base(case) if values else None
    for value, control in values:
        yield control
        if base is not None and (made := _with(base, place, value)) is not None:
            yield made


def known_values(known: Iterable[Case]) -> KnownValues:
    """Return the first different values that known documents have at each place, each with its document."""
    by_place: dict[str, list[tuple[Json, Case]]] = {}
    for control in known:
        for path, value in places(control.tree):
            kept = by_place.setdefault(pattern(path), [])
            others = [other for other, _ in kept if other is not None]
            if value is not None and len(others) >= _MOST:
                continue
            if not any(same_json(value, other) for other, _ in kept):
                kept.append((value, control))
    return by_place


def _valid_base(case: Case) -> Case | None:
    if case.origin is not None:
        return Case.of_bytes(case.origin, case.judgement.profile)
    return case if case.standing is Standing.VALID else None


def _with(base: Case, place: str, value: Json) -> Case | None:
    """Return a valid document with a value at the first place of a pattern; None where there is none."""
    for path, old in places(base.tree):
        if pattern(path) == place and not same_json(old, value):
            tree = replaced(dict(base.tree or {}), path, value)
            if isinstance(tree, dict):
                made = Case.of_tree(tree, base.judgement.profile, made="valid")
                return made if made.standing is Standing.VALID else None
    return None


def news_alone(case: Case) -> Iterator[Case]:
    """Yield the document that a wrong case was made of, with each piece of what is new in the case and no fault."""
    if case.origin is None or case.tree is None or case.standing is Standing.EXTENDED:
        return
    profile = case.judgement.profile
    origin = Case.of_bytes(case.origin, profile)
    for news in case.judgement.news:
        path = path_of(case.tree, news.pointer)
        value = at_path(case.tree, path)
        try:
            tree = replaced(dict(origin.tree or {}), path, value)
        except LookupError:
            continue
        if value is not ABSENT and isinstance(tree, dict):
            made = Case.of_tree(tree, profile, made="extended", origin=case.origin)
            if made.standing is Standing.EXTENDED:
                yield made
