"""Reducing a failing case to the plainest one that fails in the same way: with nothing in it but what matters.

Hypothesis shrinks the choices that a case was made by; it cannot turn one kind of case into another. This module works
on the document, after the search: it tries to give each member the value it has in the simplest document in the same
state, and to leave out each part. The contract judges every attempt, so that no new fault slips in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from attrs import evolve

from runlaws.case import Case, Likeness, Twin
from runlaws.contract import Standing
from runlaws.document import read, write
from runlaws.search._simplest import OPAQUE, simplest_like
from runlaws.trial import Trial
from runlaws.values import ABSENT, Absent, Json, Path, at_path, removed, same_json, steps_of, with_members
from runlaws.verdict import Failure

__all__ = ["minimal"]


def minimal(trial: Trial, failure: Failure, case: Case) -> tuple[Failure, Case]:
    """Return the same failure (the same law, place and kind) with the plainest case that still shows it."""
    case = evolve(case, before=failure.before) if failure.before else case
    failure, case = trial.plainest(failure, case)
    if case.tree is None or case.standing in OPAQUE or (case.twin and case.twin.likeness is Likeness.SAME):
        return failure, case
    plain = simplest_like(case)
    elsewhere = {name: plain.get(name, ABSENT) for name in _odd(case, plain) if name not in _places(failure, case)}
    failure, case = _tried(trial, failure, case, elsewhere)  # most often nothing else matters
    for name in _odd(case, plain):
        failure, case = _tried(trial, failure, case, {name: plain.get(name, ABSENT)})
    odd = {name: value for name, value in (case.tree or {}).items() if name in _odd(case, plain)}
    for path in sorted(_parts(odd), key=len):
        with suppress(LookupError):  # an earlier step took out what it is a part of
            name = str(path[0])
            failure, case = _tried(trial, failure, case, {name: at_path(removed(case.tree, path), (name,))})
    return failure, case


def _odd(case: Case, plain: Mapping[str, Json]) -> list[str]:
    """Return the members that differ from the simplest document."""
    tree = case.tree or {}
    names = [*plain, *(name for name in tree if name not in plain)]
    return [name for name in names if not same_json(tree.get(name, ABSENT), plain.get(name, ABSENT))]


def _places(failure: Failure, case: Case) -> set[str]:
    """Return the top-level members in which the failure shows or the twin differs."""
    twins = [twin.pointer for twin in (case.twin, case.third) if twin is not None]
    state = case.judgement.profile.object.state
    return {state, *(steps_of(place)[0] for place in (failure.pointer, *twins) if place)}


def _tried(trial: Trial, failure: Failure, case: Case, members: Mapping[str, Json | Absent]) -> tuple[Failure, Case]:
    """Return the case with some top-level members replaced if it still fails in the same way, else unchanged."""
    attempt = _with(case, members)
    if attempt is not None:
        for _, verdict in trial.verdicts(attempt):
            for same in verdict.failures:
                if same.cause == failure.cause:
                    return same, attempt
    return failure, case


def _with(case: Case, members: Mapping[str, Json | Absent]) -> Case | None:
    """Return the case with members replaced in all its documents, or None if the result is another sort of case."""
    tree = with_members(case.tree or {}, members)
    if same_json(tree, case.tree):
        return None
    twins = [_twin_with(twin, members) for twin in (case.twin, case.third) if twin is not None]
    if None in twins:
        return None
    attempt = Case.of_tree(tree, case.judgement.profile, made=case.made)
    rules = _broken_rules(attempt)
    if attempt.standing is not case.standing or not rules <= _broken_rules(case):
        return None
    twin, third = [*twins, None, None][:2]
    return evolve(attempt, twin=twin, third=third, made=_label(case, rules), before=case.before)


def _broken_rules(case: Case) -> set[str]:
    return {violation.rule for violation in case.judgement.violations}


def _label(case: Case, rules: set[str]) -> str:
    if case.standing is not Standing.INVALID:
        return case.made
    return f"with {next(iter(rules))} broken" if len(rules) == 1 else f"with {len(rules)} rules broken"


def _twin_with(twin: Twin, members: Mapping[str, Json | Absent]) -> Twin | None:
    """Return the twin with members replaced, or None if the twin differs in one of them."""
    tree = read(twin.document).tree
    if tree is None or not members.keys().isdisjoint(steps_of(twin.pointer)[:1]):
        return None
    return evolve(twin, document=write(with_members(tree, members)))


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
