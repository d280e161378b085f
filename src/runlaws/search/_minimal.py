"""Reducing a failing case to the plainest one that fails in the same way: with nothing in it but what matters.

Hypothesis shrinks the choices that a case was made by; it cannot turn one kind of case into another. This module works
on the document, after the search: it tries to give each member the value it has in the simplest document in the same
state, to leave out each part, and to cut each text. The contract judges every attempt, so that no new fault slips in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Final, TypeVar

from attrs import evolve

from runlaws.case import Case, Likeness
from runlaws.contract import BRAND_NEW, NewsKind, Standing
from runlaws.search._edited import tried
from runlaws.search._simplest import OPAQUE, simplest_in, simplest_like, states_of
from runlaws.search._texts import with_short_texts
from runlaws.search._two_spellings import minimal_in_both
from runlaws.trial import Reproducer
from runlaws.values import ABSENT, Absent, Json, Path, at_path, path_of, removed, replaced, same_json, steps_of
from runlaws.verdict import Failure

__all__ = ["minimal"]

_T = TypeVar("_T")

_FEW: Final = 4


def minimal(trial: Reproducer, failure: Failure, case: Case) -> tuple[Failure, Case]:
    """Return the same failure (the same law, place and kind) with the plainest case that still shows it."""
    trial.allow_more_hangs()
    case = evolve(case, before=failure.before) if failure.before else case
    failure, case = _with_fewer_documents(trial, *trial.plainest(failure, case))
    if case.tree is None or case.standing in OPAQUE:
        return failure, case
    if case.twin and case.twin.likeness is Likeness.SAME:
        return minimal_in_both(trial, failure, case)
    failure, case = _in_first_state(trial, failure, case)
    plain = simplest_like(case)
    elsewhere = {name: plain.get(name, ABSENT) for name in _odd(case, plain) if name not in _places(failure, case)}
    failure, case = tried(trial, failure, case, elsewhere)  # most often nothing else matters
    failure, case = _with_few(
        trial, failure, case, lambda case: _odd(case, plain), lambda _, names: {n: plain.get(n, ABSENT) for n in names}
    )
    failure, case = _with_few(trial, failure, case, lambda case: _odd_parts(case, plain), _without)
    return with_short_texts(trial, *_with_plain_news(trial, failure, case))


def _with_few(
    trial: Reproducer,
    failure: Failure,
    case: Case,
    parts_of: Callable[[Case], Sequence[_T]],
    changed: Callable[[Case, Sequence[_T]], Mapping[str, Json | Absent]],
) -> tuple[Failure, Case]:
    """Return the same failure with few of a case's parts: of many, halves are changed first, then quarters, and so on.

    Where little matters of a hundred, that is left after a dozen attempts.
    """
    size = len(parts_of(case)) // 2
    while size > _FEW:
        for portion in _portions(parts_of(case), size):
            failure, case = tried(trial, failure, case, changed(case, portion))
        size = min(size, len(parts_of(case))) // 2
    for portion in _portions(parts_of(case), 1):
        failure, case = tried(trial, failure, case, changed(case, portion))
    return failure, case


def _portions(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _without(case: Case, paths: Iterable[Path]) -> Mapping[str, Json | Absent]:
    """Return what becomes of a case's top-level members without some parts."""
    tree: Json = case.tree
    for path in paths:
        with suppress(LookupError):  # it went with what it is a part of, or in an earlier attempt
            tree = removed(tree, path)
    return {str(path[0]): at_path(tree, path[:1]) for path in paths}


def _with_plain_news(trial: Reproducer, failure: Failure, case: Case) -> tuple[Failure, Case]:
    """Return the same failure with a plain word for each new value and tag: only a client that looks at it needs it."""
    for news in case.judgement.news:
        path = path_of(case.tree or {}, news.pointer)
        if news.kind is not NewsKind.UNKNOWN_MEMBER and path:
            member = at_path(replaced(case.tree, path, BRAND_NEW), path[:1])
            failure, case = tried(trial, failure, case, {str(path[0]): member})
    return failure, case


def _with_fewer_documents(trial: Reproducer, failure: Failure, case: Case) -> tuple[Failure, Case]:
    """Return the case alone, or one pair of its documents, if that fails in the same way."""
    for attempt in _fewer_documents(case):
        same = trial.same_failure(failure, attempt)
        if same is not None:
            return same, attempt
    return failure, case


def _fewer_documents(case: Case) -> Iterator[Case]:
    """Yield the case without its twin and third document, then each pair of the three."""
    if case.twin is None:
        return
    label = "valid" if case.standing is Standing.VALID else case.made
    yield evolve(case, twin=None, third=None, made=label)
    if case.third is not None:
        yield evolve(case, third=None)
        yield evolve(case, twin=case.third, third=None)
        yield Case.of_bytes(case.twin.document, case.judgement.profile, made=case.made, twin=case.third)


def _in_first_state(trial: Reproducer, failure: Failure, case: Case) -> tuple[Failure, Case]:
    """Return the case in the first state, otherwise as notable as before, if it still fails in the same way."""
    profile, tree = case.judgement.profile, case.tree or {}
    first, plain = simplest_in(states_of(profile)[0], profile), simplest_like(case)
    if tree.get(profile.object.state) != plain.get(profile.object.state):
        return failure, case  # the state itself is what is wrong, or new, in it
    bound = {name for name in {**first, **plain} if not same_json(first.get(name, ABSENT), plain.get(name, ABSENT))}
    return tried(trial, failure, case, {name: first.get(name, ABSENT) for name in bound - set(_odd(case, plain))})


def _odd(case: Case, plain: Mapping[str, Json]) -> list[str]:
    """Return the members that differ from the simplest document."""
    tree = case.tree or {}
    names = [*plain, *(name for name in tree if name not in plain)]
    return [name for name in names if not same_json(tree.get(name, ABSENT), plain.get(name, ABSENT))]


def _odd_parts(case: Case, plain: Mapping[str, Json]) -> list[Path]:
    """Return the parts of the members that differ from the simplest document, those that hold others first."""
    names = _odd(case, plain)
    return sorted(_parts({name: value for name, value in (case.tree or {}).items() if name in names}), key=len)


def _places(failure: Failure, case: Case) -> set[str]:
    """Return the top-level members in which the failure shows or the twin differs."""
    twins = [twin.pointer for twin in (case.twin, case.third) if twin is not None]
    state = case.judgement.profile.object.state
    return {state, *(steps_of(place)[0] for place in (failure.pointer, *twins) if place)}


def _parts(value: Json, path: Path = ()) -> Iterator[Path]:
    """Yield the paths of all parts below the top that could be left out: members, and items from the last."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            if path:
                yield (*path, name)
            yield from _parts(item, (*path, name))
    elif isinstance(value, list):
        for index in range(len(value) - 1, -1, -1):
            yield (*path, index)
            yield from _parts(value[index], (*path, index))
