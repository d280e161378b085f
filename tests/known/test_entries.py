"""A known failure: what it covers, when it expires, and what its witness says of it."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, NoReturn, cast

import pytest
from attrs import evolve

from runlaws.adapters import PythonClient
from runlaws.case import Case
from runlaws.client import Client, Outcome, Policy
from runlaws.known import Known, WitnessResult, WitnessState, witness_result
from runlaws.laws import find_law
from runlaws.observe import InProcess
from runlaws.trial import Trial
from runlaws.values import ABSENT
from runlaws.verdict import Cause, Failure, Verdict, Words
from runlaws_strategies.build import controls
from tests.recordings import recorded

NOTHING = ABSENT


def known_at(pointer: str = "/last_error/message", **more: Any) -> Known:
    witness = Case.of_bytes(b"{}")
    known = Known("round-trip", pointer, "dropped", witness, "no getter", file="known.toml", lines=(12, 24))
    return evolve(known, **more)


def failing_at(pointer: str = "/last_error/message", kind: str = "dropped", law: str = "round-trip") -> Failure:
    return Failure(law, pointer, kind, "m", NOTHING)


def trial_of(*failures: Failure, client: str = "") -> Trial:
    """Return what stands in for the trial of a client that fails so, whatever the case."""
    verdicts = [(find_law(failure.law), Verdict((failure,))) for failure in failures]
    observer = SimpleNamespace(client_name=client, observe=lambda *_: SimpleNamespace(outcome=Outcome.ACCEPTED))
    stand_in = SimpleNamespace(verdicts=lambda _: verdicts, observer=observer, controls=lambda _: ())
    return cast("Trial", stand_in)


@pytest.mark.parametrize(
    ("pattern", "pointer", "covered"),
    [
        ("/tools/*/type", "/tools/0/type", True),
        ("/tools/*/type", "/tools/17/type", True),
        ("/tools/0/type", "/tools/0/type", True),
        ("/tools/0/type", "/tools/1/type", False),
        ("/tools/*/type", "/tools/0", False),
        ("/tools/*", "/tools/0/type", False),
        ("/metadata/*", "/metadata/any name", True),
        ("/*/message", "/last_error/message", True),
        ("/metadata/**", "/metadata", True),
        ("/metadata/**", "/metadata/a", True),
        ("/metadata/**", "/metadata/a/b", True),
        ("/metadata/**", "/metadata_of_mine", False),
        ("/tools/*/function/**", "/tools/3/function/parameters/type", True),
        ("/**", "", True),
        ("/**", "/id", True),
        ("", "", True),
        ("", "/id", False),
        ("/", "/", True),
        ("/", "", False),
        ("/a~1b", "/a~1b", True),
        ("/a.b", "/axb", False),
        (r"/\ud800", "/\ud800", True),
    ],
)
def test_a_star_is_any_one_step_and_two_at_the_end_any_number(pattern: str, pointer: str, covered: bool) -> None:
    assert known_at(pattern).covers(failing_at(pointer)) is covered


def test_the_law_and_the_kind_must_be_the_same() -> None:
    assert known_at().covers(failing_at())
    assert not known_at().covers(failing_at(kind="value changed"))
    assert not known_at().covers(failing_at(law="reads-fields"))


CAUSE = Cause("decodes-valid", "", "crashed: KeyError", message="…", frame="sdk/run.py in code_of")


@pytest.mark.parametrize(
    "other", [{"message": "no …"}, {"frame": "sdk/run.py in status_of"}, {"types": "string -> integer"}]
)
def test_an_entry_with_a_cause_covers_no_other_cause(other: dict[str, Any]) -> None:
    def failing(cause: Cause) -> Failure:
        return Failure(cause.law, cause.place, cause.kind, {}, "KeyError", cause=cause)

    case = Case.of_bytes(b"{}")
    known = Known.of_failure(failing(CAUSE), case, reason="why")
    older = evolve(known, message="", frame="", matter=None)
    assert known.covers(failing(CAUSE))
    assert not known.covers(failing(evolve(CAUSE, **other)))
    assert older.covers(failing(evolve(CAUSE, **other)))


def test_what_is_known_of_one_client_is_known_of_no_other() -> None:
    of_acme = known_at(client="acme")
    assert of_acme.covers(failing_at(), "acme")
    assert not of_acme.covers(failing_at(), "other")
    assert not of_acme.covers(failing_at())
    assert known_at().covers(failing_at(), "acme")
    assert [known.speaks_of("acme") for known in (of_acme, known_at(), known_at(client="other"))] == [True, True, False]


def test_a_failure_becomes_one_that_is_known_at_every_index_with_what_was_told_of_it() -> None:
    case = Case.of_bytes(b"{}")
    known = Known.of_failure(failing_at("/tools/3/\ud800"), case, reason="why", client="acme")
    entry = Known("round-trip", r"/tools/*/\ud800", "dropped", case, "why", client="acme", matter=known.matter)
    assert known == entry
    assert known.matter is not None
    assert known.covers(failing_at("/tools/7/\ud800"), "acme")
    assert known.comment == 'sent "m"; got (not there)'


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "null"),
        ({"a": [1, "é"]}, '{"a": [1, "\\u00e9"]}'),
        (Words("equal values"), "equal values"),
        (float("nan"), "NaN"),
        ({1}, "{1}"),
        ("x" * 100, '"' + "x" * 79 + "…"),
    ],
)
def test_what_was_sent_is_told_in_a_few_words(value: object, told: str) -> None:
    failure = Failure("round-trip", "/id", "dropped", value, ABSENT)
    assert Known.of_failure(failure, Case.of_bytes(b"{}"), reason="why").comment == f"sent {told}; got (not there)"


def test_it_counts_to_the_end_of_its_last_day() -> None:
    known = known_at(expires=datetime.date(2026, 1, 31))
    assert not known.expired(datetime.date(2026, 1, 31))
    assert known.expired(datetime.date(2026, 2, 1))
    assert not known_at().expired(datetime.date.max)
    assert known.expiry == (
        "known.toml:12: expired on 2026-01-31: fix round-trip at /last_error/message (dropped), or move the date"
    )


def test_a_witness_that_fails_as_it_is_known_to_is_known_whatever_else_it_shows() -> None:
    found = witness_result(known_at(issue="https://example.org/1"), trial_of(failing_at("/id"), failing_at()))
    assert (found.state, found.others) == (WitnessState.KNOWN, ())
    assert found.text == (
        "known.toml:12: round-trip at /last_error/message (dropped) is known: no getter (https://example.org/1)"
    )


def test_a_witness_on_which_the_law_is_kept_is_stale_and_says_which_lines_to_delete() -> None:
    found = witness_result(known_at(), trial_of(failing_at(law="reads-fields")))
    assert (found.state, found.others) == (WitnessState.STALE, ())
    assert found.text == (
        "known.toml:12: round-trip no longer fails at /last_error/message (dropped): "
        "delete lines 12 to 24, or run `runlaws known prune CLIENT`"
    )


def test_a_witness_that_fails_in_another_way_says_in_which() -> None:
    found = witness_result(
        known_at(""), trial_of(failing_at("/id"), failing_at("/model"), failing_at(law="reads-fields"))
    )
    assert (found.state, found.others) == (WitnessState.OTHER, (failing_at("/id"), failing_at("/model")))
    assert found.text == (
        "known.toml:12: round-trip now fails at /id (dropped) and in 1 other way, "
        "and no longer on the whole document (dropped)"
    )


@pytest.mark.parametrize(
    ("cause", "difference"),
    [
        ({"message": "no …"}, "the message is no …, not …"),
        ({"frame": ""}, "it is raised in none, not sdk/run.py in code_of"),
        ({"message": "no …", "frame": "a"}, "the message is no …, not …; it is raised in a, not sdk/run.py in code_of"),
    ],
)
def test_a_witness_that_fails_at_the_same_place_for_another_reason_says_for_which(
    cause: dict[str, Any], difference: str
) -> None:
    known = evolve(known_at(""), law=CAUSE.law, kind=CAUSE.kind, message="…", frame=CAUSE.frame, matter=())
    other = Failure(CAUSE.law, "", CAUSE.kind, {}, "KeyError", cause=evolve(CAUSE, **cause))
    assert witness_result(known, trial_of(other)).text == (
        "known.toml:12: decodes-valid still fails on the whole document (crashed: KeyError), "
        f"but not as this entry says: {difference}"
    )


def test_a_witness_that_fails_only_as_another_entry_knows_is_stale() -> None:
    beside = [known_at(), known_at("/id")]
    assert witness_result(known_at(), trial_of(failing_at("/id")), beside).state is WitnessState.STALE
    assert witness_result(known_at(), trial_of(failing_at("/id"), failing_at("/model")), beside).others == (
        failing_at("/model"),
    )


VALID = json.dumps(recorded("v2-queued")).encode()


def client_with(decode: Callable[[bytes], object], **policy: Any) -> Client:
    return PythonClient(decode=decode, policy=Policy(errors=(ValueError,), **policy), name="sdk")


def state_with(client: Client, *, law: str = "round-trip", witness: bytes = VALID) -> WitnessResult:
    """Return what a client shows of a failure that was known of it."""
    known = evolve(known_at(), law=law, witness=Case.of_bytes(witness))
    return witness_result(known, Trial(InProcess(client), [find_law(law)], controls))


def refuse(document: bytes) -> NoReturn:
    raise ValueError(document)


def crash(document: bytes) -> NoReturn:
    raise KeyError(document)


def leave(document: bytes) -> NoReturn:
    sys.exit(len(document))


@pytest.mark.parametrize(("decode", "what"), [(refuse, "refused the"), (crash, "crashed on the"), (leave, "exits")])
def test_what_could_not_be_asked_is_not_fixed(decode: Callable[[bytes], object], what: str) -> None:
    shown = state_with(client_with(decode), law="equality-reflexive")
    assert shown.state is WitnessState.NOT_ASKED
    assert what in shown.why_not
    assert "keep the entry, or delete lines 12 to 24 if this is intended" in shown.text


@pytest.mark.parametrize("decode", [refuse, crash, leave])
def test_a_client_that_accepts_no_valid_document_has_not_learnt_to_refuse(decode: Callable[[bytes], object]) -> None:
    assert state_with(client_with(decode), law="refuses-malformed", witness=b"[]").state is WitnessState.NOT_ASKED


def test_a_refusal_fixes_what_became_of_a_document_that_is_wrong() -> None:
    wrong = json.dumps({**recorded("v2-queued"), "status": 1}).encode()

    def decode(document: bytes) -> object:
        return refuse(document) if document == wrong else json.loads(document)

    assert state_with(client_with(decode), law="accepted-survives", witness=wrong).state is WitnessState.STALE


def test_what_is_no_longer_promised_is_no_failure() -> None:
    promising, silent = (client_with(json.loads, hashable=hashable) for hashable in (True, False))
    assert state_with(silent, law="hash-agrees-with-equality").state is WitnessState.STALE
    assert state_with(promising, law="hash-agrees-with-equality").state is WitnessState.OTHER
