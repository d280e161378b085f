"""A client that hangs is asked no more after a few cases: a hang costs seconds, not hours."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from runlaws import PythonClient
from runlaws.case import Case, Likeness, Twin
from runlaws.client import Policy
from runlaws.document import write
from runlaws.laws import LAWS, find_law
from runlaws.liars import Honest
from runlaws.observe import InProcess
from runlaws.trial import Trial, check
from tests.client.odd import client, raising
from tests.laws.observed import SIBLING, VALID, case_of, changed, with_sibling

_LIMIT = 0.03


def _hanging(on: Callable[[bytes], bool], calls: list[bytes]) -> PythonClient:
    """Return a client that hangs on some documents, and notes every decoding."""

    def decode(document: bytes) -> Any:
        calls.append(document)
        while on(document):
            time.sleep(0.001)
        return document

    return PythonClient(decode=decode, policy=Policy(equality="identity", hides="/*"))


def _documents(count: int) -> list[Case]:
    return [case_of(created_at=1700000000 + number) for number in range(count)]


def _hangs(trial: Trial, case: Case) -> list[str]:
    """Return the laws that tell of a case; or none with the reason why none says anything."""
    verdicts = list(trial.verdicts(case))
    reasons = {verdict.why_not for _, verdict in verdicts}
    if reasons == {"the client has hung too often already"}:
        return ["(enough)"]
    return [failure.kind for _, verdict in verdicts for failure in verdict.failures]


def test_a_hang_is_told_of_its_case_alone() -> None:
    first, second = _documents(2)
    trial = Trial(InProcess(_hanging(lambda document: document == first.document, []), deadline=_LIMIT), LAWS)
    assert _hangs(trial, first) == ["decode: Hang"]
    assert _hangs(trial, second) == []


def test_a_case_on_which_a_client_hung_is_remembered_and_not_tried_again() -> None:
    calls: list[bytes] = []
    trial = Trial(InProcess(_hanging(lambda _: True, calls), deadline=_LIMIT), LAWS)
    (case,) = _documents(1)
    assert [_hangs(trial, case) for _ in range(50)] == [["decode: Hang"]] * 50
    assert len(calls) == 2  # asked twice before it is said


@pytest.mark.parametrize(("laws", "most"), [(LAWS, 6), ([find_law("round-trip"), find_law("decodes-valid")], 2)])
def test_patience_ends_after_a_few_cases_and_those_are_remembered(laws: Any, most: int) -> None:
    calls: list[bytes] = []
    trial = Trial(InProcess(_hanging(lambda _: True, calls), deadline=_LIMIT), laws)
    cases = _documents(most + 3)
    told = [_hangs(trial, case) for case in cases]
    assert told[most:] == [["(enough)"]] * 3
    assert ["(enough)"] not in told[:most]
    assert len(calls) == most + 1  # the first hang was made sure of
    assert _hangs(trial, cases[0]) == told[0]


def test_patience_is_for_hangs_and_not_for_other_failures() -> None:
    trial = Trial(InProcess(client(decode=raising(KeyError())), deadline=_LIMIT), LAWS)
    assert [_hangs(trial, case) for case in _documents(12)] == [["crashed: KeyError"]] * 12


def test_a_hang_while_another_failure_is_looked_into_counts_too() -> None:
    origins = [write(changed(VALID, model=f"slow {n}")) for n in range(9)]
    hung: list[bytes] = []

    def decode(document: bytes) -> Any:
        if document in origins:
            hung.append(document)
        while document in origins:
            time.sleep(0.001)
        raise KeyError

    cases = [
        Case.of_bytes(write(changed(VALID, model=f"slow {n}", created_at="x")), origin=origin)
        for n, origin in enumerate(origins)
    ]
    trial = Trial(InProcess(PythonClient(decode=decode), deadline=_LIMIT), [find_law("fails-cleanly")])
    told = [_hangs(trial, case) for case in cases]
    assert told == [["crashed: KeyError"]] * 2 + [["(enough)"]] * 7
    assert hung == [origins[0], *origins[:2]]


def test_a_document_that_many_cases_were_made_of_is_asked_about_once() -> None:
    origin = write(changed(VALID, model="the same"))
    asked: list[bytes] = []

    def decode(document: bytes) -> Any:
        asked.append(document)
        raise KeyError

    trial = Trial(InProcess(PythonClient(decode=decode), deadline=_LIMIT), [find_law("fails-cleanly")])
    for n in range(5):
        _hangs(trial, Case.of_bytes(write(changed(VALID, model="the same", created_at=f"{n}")), origin=origin))
    assert asked.count(origin) == 1


def test_a_limit_holds_for_each_call_of_each_case() -> None:
    def slow(document: bytes) -> Any:
        time.sleep(0.02)
        return Honest().decode(document)

    made = PythonClient(decode=slow, encode=Honest().encode, read=Honest().read, policy=Honest().policy)
    assert check(made, LAWS, SIBLING, deadline=0.2) == []


def test_a_twin_is_part_of_what_is_remembered() -> None:
    calls: list[bytes] = []
    trial = Trial(InProcess(_hanging(lambda document: b"gpt-5" in document, calls), deadline=_LIMIT), LAWS)
    assert _hangs(trial, VALID) == []
    assert _hangs(trial, with_sibling(VALID, "model", "gpt-5")) == ["decode: Hang"]
    other = evolve(VALID, twin=Twin(write(changed(VALID, model="gpt-4")), Likeness.DIFFERENT, "/model"))
    assert "decode: Hang" not in _hangs(trial, other)
    assert _hangs(trial, VALID) == []
