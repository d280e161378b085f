"""The `openai` package as a client: what is true of it in every version that we promise to work with."""

from __future__ import annotations

import pytest

from runlaws.adapters import find_client
from runlaws.case import Case
from runlaws.client import Answer, Client, Outcome, SeesHeaders
from runlaws.laws import LAWS
from runlaws.observe import observe
from runlaws.trial import check
from runlaws.values import at_pointer
from tests.laws.observed import EXTENDED, INVALID, MALFORMED, QUESTIONABLE, SIBLING, SPELLED, VALID, case_with_news

pytestmark = pytest.mark.sdk("openai")


@pytest.fixture(scope="module", name="openai")
def _openai() -> Client:
    return find_client("openai")


def test_it_promises_no_hash(openai: Client) -> None:
    assert not openai.policy.hashable


@pytest.mark.parametrize("case", [SPELLED, SIBLING, QUESTIONABLE, EXTENDED])
def test_it_keeps_every_law_on_what_servers_send(openai: Client, case: Case) -> None:
    assert check(openai, LAWS, case) == []


def test_it_takes_values_that_it_does_not_know(openai: Client) -> None:
    assert check(openai, LAWS, case_with_news("unknown-value")) == []


def test_it_takes_a_variant_that_it_does_not_know_for_one_that_it_knows(openai: Client) -> None:
    failures = check(openai, LAWS, case_with_news("unknown-variant"))
    assert [(failure.law, failure.pointer) for failure in failures] == [("tag-matches-class", "/tools/0")]


def test_it_sees_headers_and_compares_without_them(openai: Client) -> None:
    assert isinstance(openai, SeesHeaders)
    assert observe(openai, VALID).replies == Answer(True)


def test_its_values_are_copied_and_not_changed_by_what_is_asked(openai: Client) -> None:
    seen = observe(openai, SIBLING)
    offered = {name: copied.equal for name, copied in seen.copies.items() if copied.offered}
    assert offered == dict.fromkeys(("copy", "deepcopy", "pickle", ".model_copy()"), Answer(True))
    assert seen.disturbed == {"everything": seen.held}


def test_it_shows_members_as_attributes(openai: Client) -> None:
    seen = observe(openai, VALID)
    assert seen.decoded.value == "Run"
    assert seen.shown["/status"] == "completed"
    assert seen.shown["/usage/total_tokens"] == at_pointer(VALID.tree, "/usage/total_tokens")


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
