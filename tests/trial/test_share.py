"""How much of all there is to ask a case of a search is asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from runlaws import Policy, PythonClient
from runlaws.case import Case
from runlaws.laws import LAWS, find_law
from runlaws.observe import InProcess
from runlaws.trial import Layer, Trial
from runlaws_strategies import catalogue, make_case


def random_cases() -> Iterator[Case]:
    return (make_case(0, number) for number in range(200))


def not_asked(trial: Trial, case: Case, law: str, layer: Layer | None) -> str:
    return dict(trial.verdicts(case, layer))[find_law(law)].why_not


def plain_client() -> PythonClient:
    return PythonClient(decode=json.loads, encode=json.dumps, policy=Policy(hashable=False))


def test_of_random_cases_a_few_are_asked_how_a_value_is_copied_and_printed() -> None:
    trial = Trial(InProcess(plain_client()), LAWS)
    accepted = [case for case in random_cases() if case.tree is not None and case.twin is None]
    for law in ("copies-are-equal", "prints-a-text", "accepted-survives"):
        reasons = [not_asked(trial, case, law, Layer.RANDOM) for case in accepted]
        assert 0 < reasons.count("") < len(reasons) / 4
        assert "of random cases only some are asked this" in reasons


def test_of_random_cases_all_are_asked_what_a_value_holds_and_equals() -> None:
    trial = Trial(InProcess(plain_client()), LAWS)
    valid = [case for case in random_cases() if case.standing == "valid" and case.twin is None]
    for law in ("round-trip", "reads-fields", "equality-reflexive", "one-place-one-class"):
        assert {not_asked(trial, case, law, Layer.RANDOM) for case in valid} == {""}


def test_of_the_catalogue_each_document_is_asked_everything() -> None:
    trial = Trial(InProcess(plain_client()), LAWS)
    alone = [case for case in catalogue(kinds="valid") if case.twin is None][:50]
    assert {not_asked(trial, case, "copies-are-equal", Layer.CATALOGUE) for case in alone} == {""}


def test_a_law_that_is_asked_alone_is_asked_of_every_case() -> None:
    trial = Trial(InProcess(plain_client()), [find_law("copies-are-equal")])
    for case in random_cases():
        assert "only some" not in not_asked(trial, case, "copies-are-equal", Layer.RANDOM)


def test_a_value_that_a_question_changed_is_told_by_what_was_written_of_it_first() -> None:
    class Forgetful(dict[str, Any]):
        def __repr__(self) -> str:
            self.pop("model", None)
            return "a run"

    client = PythonClient(decode=lambda text: Forgetful(json.loads(text)), encode=json.dumps, policy=Policy())
    (failure,) = dict(Trial(InProcess(client), LAWS).verdicts(next(iter(catalogue(kinds="valid")))))[
        find_law("questions-change-nothing")
    ].failures
    assert failure.pointer == "/model"
