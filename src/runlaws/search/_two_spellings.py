"""Making a case minimal whose two documents are the same data: what is left out is left out of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import TypeAlias

from attrs import evolve

from runlaws.case import Case
from runlaws.document import read, write
from runlaws.search._edited import broken_rules
from runlaws.search._simplest import simplest_like
from runlaws.trial import Reproducer
from runlaws.values import ABSENT, Absent, Json, Path, members_of, removed, same_json, with_members
from runlaws.verdict import Failure

__all__ = ["minimal_in_both"]

_Edit: TypeAlias = Callable[[Mapping[str, Json]], Json]


def minimal_in_both(trial: Reproducer, failure: Failure, case: Case) -> tuple[Failure, Case]:
    """Return the same failure with small documents that differ in the order of members alone, if that shows it.

    What takes white space, or other ways to write a text or a number, stays as it is.
    """
    plain = _edited(case, dict)
    same = trial.same_failure(failure, plain) if plain is not None else None
    if plain is None or same is None:
        return failure, case
    failure, case = same, plain
    for path in sorted(_paths(case.tree or {}), key=len):
        for edit in _edits(case, path):
            attempt = _edited(case, edit)
            same = trial.same_failure(failure, attempt) if attempt is not None else None
            if attempt is not None and same is not None:
                failure, case = same, attempt
                break
    return failure, case


def _edits(case: Case, path: Path) -> Iterator[_Edit]:
    """Yield how a member may become plainer: as it is in the simplest document, or without a part."""
    name, plain = str(path[0]), simplest_like(case)
    members: dict[str, Json | Absent] = {name: plain.get(name, ABSENT)}
    if same_json((case.tree or {}).get(name, ABSENT), members[name]):
        return
    yield partial(with_members, members=members) if len(path) == 1 else partial(removed, path=path)


def _edited(case: Case, edit: _Edit) -> Case | None:
    """Return a case with both documents edited and written plainly, or None if that is no such case."""
    assert case.twin is not None, "a case of two spellings has two documents"
    with suppress(LookupError):
        tree, other = edit(case.tree or {}), edit(read(case.twin.document).tree or {})
        twin = evolve(case.twin, document=write(members_of(other)))
        attempt = Case.of_tree(dict(members_of(tree)), case.judgement.profile, made=case.made)
        if attempt.standing is case.standing and broken_rules(attempt) <= broken_rules(case):
            return evolve(attempt, twin=twin, before=case.before)
    return None


def _paths(value: Json, path: Path = ()) -> Iterator[Path]:
    """Yield the paths of all members and items, the last item of a list first."""
    parts: Iterable[tuple[str | int, Json]] = value.items() if isinstance(value, Mapping) else ()
    if isinstance(value, list):
        parts = [(index, value[index]) for index in range(len(value) - 1, -1, -1)]
    for step, item in parts:
        yield (*path, step)
        yield from _paths(item, (*path, step))
