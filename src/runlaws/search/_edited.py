"""Editing the members of a case so that it stays a case of the same sort under the contract."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from runlaws.case import Case, Twin
from runlaws.contract import Standing
from runlaws.document import read, write
from runlaws.trial import Reproducer
from runlaws.values import Absent, Json, same_json, steps_of, with_members
from runlaws.verdict import Failure

__all__ = ["broken_rules", "case_with", "tried"]


def case_with(case: Case, members: Mapping[str, Json | Absent]) -> Case | None:
    """Return the case with members replaced in all its documents, or None if the result is another sort of case."""
    tree = with_members(case.tree or {}, members)
    if same_json(tree, case.tree):
        return None
    twins = [_twin_with(twin, members) for twin in (case.twin, case.third) if twin is not None]
    if None in twins:
        return None
    attempt = Case.of_tree(tree, case.judgement.profile, made=case.made)
    rules = broken_rules(attempt)
    if attempt.standing is not case.standing or not rules <= broken_rules(case):
        return None
    twin, third = [*twins, None, None][:2]
    return evolve(attempt, twin=twin, third=third, made=_label(case, rules), before=case.before)


def tried(
    trial: Reproducer, failure: Failure, case: Case, members: Mapping[str, Json | Absent]
) -> tuple[Failure, Case]:
    """Return the case with some top-level members replaced if it still fails in the same way, else unchanged."""
    attempt = case_with(case, members)
    if attempt is not None:
        same = trial.same_failure(failure, attempt)
        if same is not None:
            return same, attempt
    return failure, case


def broken_rules(case: Case) -> set[str]:
    """Return the rules that a case's document breaks."""
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
