"""Several encoders of one client: each is held to the laws of the round trip, and they are held to each other."""

from __future__ import annotations

from typing import Any

import pytest

from runlaws.adapters import PythonClient
from runlaws.client import Answer, ClientNotFound, Policy
from runlaws.document import write
from runlaws.laws import find_law
from runlaws.liars import Honest
from runlaws.observe import InProcess, observe
from runlaws.trial import check
from tests.client.odd import blamed, client
from tests.laws.observed import EXTENDED, VALID, changed

_HONEST = Honest()


def _dumps(value: Any) -> bytes:
    return _HONEST.encode(value)


def _of(**encoders: Any) -> PythonClient:
    return PythonClient(decode=_HONEST.decode, encode=encoders, read=_HONEST.read, policy=_HONEST.policy)


def test_the_first_of_several_is_the_one_that_is_asked_for_everything_else() -> None:
    seen = observe(_of(main=_dumps, other=lambda _: b"{}"), VALID)
    assert seen.encoded == Answer(VALID.tree)
    assert seen.encoded_by == {"other": Answer({})}
    assert {copied.encoded for copied in seen.copies.values()} <= {Answer(VALID.tree), None}


def test_one_encoder_is_asked_no_more_than_if_it_had_no_name() -> None:
    assert observe(_of(main=_dumps), VALID).encoded_by == {}


def test_each_is_held_to_the_laws_by_its_name() -> None:
    made = _of(main=_dumps, other=lambda value: _dumps(value).replace(b'"model"', b'"modal"'))
    assert ("round-trip", "other: dropped") in blamed(made, VALID)
    assert {law for law, _ in blamed(made, VALID)} == {"round-trip"}


def test_what_was_lost_in_reading_is_reported_of_the_first_alone() -> None:
    made = client(taken=lambda *_: changed(VALID, metadata={}), encoders={"a": _dumps, "b": _dumps})
    assert all(not kind.startswith("b:") for _, kind in blamed(made, VALID))


def test_where_none_breaks_a_law_they_must_agree() -> None:
    policy = Policy(errors=_HONEST.policy.errors, invalid="refuse", unknown_members="drop")
    stored = write({name: value for name, value in (EXTENDED.tree or {}).items() if name != "brand_new"})
    encoders = {"main": lambda _: stored, "other": _dumps}
    made = PythonClient(decode=_HONEST.decode, encode=encoders, read=_HONEST.read, policy=policy)
    assert [failure.kind for failure in check(made, [find_law("encoders-agree")], EXTENDED)] == ["other: added"]


@pytest.mark.parametrize(
    ("encode", "says"),
    [({}, "got none"), ({"to_json": 1}, "'to_json' is a int"), (1, "'encode' is a int"), ("x", "'encode' is a str")],
)
def test_what_is_no_encoder_is_said_in_one_sentence(encode: Any, says: str) -> None:
    with pytest.raises(TypeError, match=says) as raised:
        PythonClient(decode=_HONEST.decode, encode=encode)
    assert len(str(raised.value).splitlines()) == 1


@pytest.mark.parametrize(("encoders", "says"), [({"a": 1}, "'a' is a int"), ([], "they are a list")])
def test_a_client_whose_encoders_are_none_is_not_asked(encoders: Any, says: str) -> None:
    with pytest.raises(ClientNotFound, match=says):
        InProcess(client(encoders=encoders))
