"""A fault is reported by one law wherever it shows, and what depends on more than the document by a law of its own."""

from __future__ import annotations

from typing import Any

import pytest

from runlaws.laws import LAWS, decoding_is_repeatable
from runlaws.liars import LIARS, Honest
from runlaws.observe import InProcess
from runlaws.saved import Saved, read_saved, write_saved
from runlaws.search import finding_of
from runlaws.trial import Trial
from runlaws_strategies import make_case
from runlaws_strategies.build import controls
from tests.client.odd import client

_CASES = [make_case(7, index) for index in range(60)]


def red(made: Honest) -> set[str]:
    """Return the laws that a client breaks in some cases of every kind."""
    trial = Trial(InProcess(made), LAWS, controls)
    return {law.id for case in _CASES for law, verdict in trial.verdicts(case) if verdict.failures}


@pytest.mark.parametrize(
    "liar", [liar for liar in LIARS if liar.law == decoding_is_repeatable.id], ids=lambda liar: liar.__name__
)
def test_what_depends_on_more_than_the_document_is_reported_by_one_law(liar: type[Honest]) -> None:
    assert red(liar()) == {decoding_is_repeatable.id}


@pytest.mark.parametrize("member", ["max_prompt_tokens", "response_format"])
def test_a_member_that_is_never_kept_is_reported_by_one_law_whatever_it_held(member: str) -> None:
    def taken(_: Honest, tree: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in tree.items() if name != member}

    assert red(client(taken=taken)) == {"round-trip"}


def test_a_saved_case_has_the_documents_that_came_before(tmp_path: Any) -> None:
    liar = next(liar for liar in LIARS if liar.__name__ == "FillsInWhatItReadBefore")
    trial = Trial(InProcess(liar()), [decoding_is_repeatable], controls)
    cases = (make_case(0, index, kinds=("valid",)) for index in range(200))
    failure, case = next(
        (failure, case) for case in cases for _, verdict in trial.verdicts(case) for failure in verdict.failures
    )
    finding = finding_of(failure, case, "liar", replay="")
    assert finding.case.before
    path = write_saved(tmp_path, Saved(failure.law, failure.pointer, failure.kind, "liar", "", finding.case))
    again = read_saved(path).case
    assert again.before == finding.case.before
    verdicts = Trial(InProcess(liar()), [decoding_is_repeatable]).verdicts(again)
    assert [failure.law for _, verdict in verdicts for failure in verdict.failures] == [decoding_is_repeatable.id]
