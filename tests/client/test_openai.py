"""The `openai` package as a client: what is true of it in every version that we promise to work with."""

from __future__ import annotations

import pytest

from runlaws.case import Case
from runlaws.client import Client, Outcome, observe
from runlaws.clients import find_client
from runlaws.laws import LAWS
from runlaws.runner import check
from tests.laws.observed import EXTENDED, INVALID, MALFORMED, QUESTIONABLE, VALID, case_with_news, with_spelling

pytestmark = pytest.mark.sdk("openai")


@pytest.fixture(scope="module", name="openai")
def _openai() -> Client:
    return find_client("openai")


def test_it_tells_its_version_and_promises_no_hash(openai: Client) -> None:
    assert openai.name == "openai"
    assert int(openai.version.split(".")[0]) >= 2
    assert not openai.policy.hashable


@pytest.mark.parametrize("case", [with_spelling(VALID), QUESTIONABLE, EXTENDED])
def test_it_keeps_every_law_on_what_servers_send(openai: Client, case: Case) -> None:
    assert check(openai, LAWS, case) == []


@pytest.mark.parametrize("kind", ["unknown-value", "unknown-variant"])
def test_it_takes_values_that_it_does_not_know(openai: Client, kind: str) -> None:
    assert check(openai, LAWS, case_with_news(kind)) == []


def test_it_shows_members_as_attributes(openai: Client) -> None:
    seen = observe(openai, VALID)
    assert seen.decoded.value == "Run"
    assert seen.shown["/status"] == "completed"
    assert seen.shown["/usage/total_tokens"] == (VALID.tree or {})["usage"]["total_tokens"]


def test_it_takes_invalid_documents(openai: Client) -> None:
    assert observe(openai, INVALID).outcome is Outcome.ACCEPTED


@pytest.mark.parametrize("document", [b"[]", b"null", b"true"])
def test_it_takes_what_is_no_object(openai: Client, document: bytes) -> None:
    case = Case.of_bytes(document)
    assert [(failure.law, failure.kind) for failure in check(openai, LAWS, case)] == [
        ("refuses-malformed", "accepted against json.object")
    ]


def test_it_lets_the_parsers_error_through(openai: Client) -> None:
    assert [(failure.law, failure.kind) for failure in check(openai, LAWS, MALFORMED)] == [
        ("fails-cleanly", "crashed: JSONDecodeError")
    ]
