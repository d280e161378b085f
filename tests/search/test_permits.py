"""The setting that permits a finding: pasted, it makes the finding go away, and it is about what the client does."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from runlaws.case import Case
from runlaws.laws import LAWS, find_law
from runlaws.liars import LIARS, PROFILE, Honest
from runlaws.objects import as_profile
from runlaws.observe import InProcess
from runlaws.search import drawn_cases, listed_cases, permit_of
from runlaws.trial import Trial
from runlaws.verdict import Failure
from runlaws_strategies import simplest
from runlaws_strategies.build import controls
from tests.thorough import THOROUGH

DEADLINE = 0.5
RETURNING = [liar for liar in LIARS if not find_law(liar.law).ending]
"""The liars whose calls return: nothing permits a hang or an exit."""
SOME = RETURNING if THOROUGH else RETURNING[1::16]
"""All of them with the profile `thorough`, else one of sixteen: each takes seconds."""


def first_failure(liar: type[Honest]) -> tuple[Trial, Failure, Case]:
    """Return the first case on which a liar is caught, of the catalogue or else of those that are drawn."""
    law = find_law(liar.law)
    trial = Trial(InProcess(liar(), deadline=DEADLINE), (law,), controls)
    for cases in (listed_cases(trial, as_profile(PROFILE)), drawn_cases(law, 100, 0, PROFILE)):
        for case in cases:
            for _, verdict in trial.verdicts(case):
                for failure in verdict.failures:
                    return trial, failure, case
    msg = f"{liar.__name__} is not caught"
    raise AssertionError(msg)


@pytest.mark.slow
@pytest.mark.parametrize("liar", SOME, ids=lambda liar: liar.__name__)
def test_a_setting_that_permits_a_finding_makes_it_go_away(liar: type[Honest]) -> None:
    trial, failure, case = first_failure(liar)
    code = permit_of(trial, failure, case)
    if not code:
        return
    permitted: dict[str, Any] = eval(code, {"Policy": dict})
    policy = evolve(liar.policy, **permitted)
    permitting = Trial(InProcess(liar(), policy, deadline=DEADLINE), LAWS, controls)
    left = {failure.cause for _, verdict in permitting.verdicts(case) for failure in verdict.failures}
    assert failure.cause not in left


def _wide(name: str) -> str:
    """Return what permits the first failure of a liar on a document that holds an integer beyond 32 bits."""
    (liar,) = (liar for liar in LIARS if liar.__name__ == name)
    law = find_law(liar.law)
    trial = Trial(InProcess(liar()), (law,), controls)
    for case in drawn_cases(law, 100, 0, PROFILE):
        created_at = (case.tree or {}).get("created_at")
        if isinstance(created_at, int) and created_at >= 2**31:
            for _, verdict in trial.verdicts(case):
                for failure in verdict.failures:
                    return permit_of(trial, failure, case)
    raise AssertionError


def test_a_wide_number_permits_a_refusal_only_where_the_document_is_accepted_without_it() -> None:
    assert _wide("EndsIn2038") == 'Policy(integers={"/created_at": "int32"})'
    assert _wide("RefusesFileSearch") == ""


class _LeavesOutNewNulls(Honest):
    """Leaves out what it does not know where that is null."""

    def taken(self, tree: dict[str, Any]) -> dict[str, Any]:
        members = PROFILE.shape.members
        return {name: value for name, value in tree.items() if name in members or value is not None}


class _LeavesOutWhatIsNew(Honest):
    """Leaves out what it does not know."""

    def taken(self, tree: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in tree.items() if name in PROFILE.shape.members}


@pytest.mark.parametrize(
    ("client", "code"),
    [
        (_LeavesOutNewNulls(), 'Policy(absent_and_null="same")'),
        (_LeavesOutWhatIsNew(), 'Policy(unknown_members="drop")'),
    ],
)
def test_a_new_member_that_is_null_and_left_out_is_permitted_by_what_the_client_does_to_others(
    client: Honest, code: str
) -> None:
    law = find_law("round-trip-unknowns")
    trial = Trial(InProcess(client), (law,), controls)
    case = Case.of_tree({**simplest("queued"), "brand_new": None}, PROFILE, made="extended")
    ((_, verdict),) = trial.verdicts(case)
    assert [permit_of(trial, failure, case) for failure in verdict.failures] == [code]
