"""Whatever the bytes are, the oracle answers: nothing in a document makes it raise."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from runlaws.contract import Standing
from runlaws.document import read, write
from runlaws.objects import PROFILES, judge
from runlaws.values import Json, members_of, places, replaced, same_json
from runlaws_strategies import documents, make_case
from tests.recordings import RECORDINGS, recorded
from tests.run.full import full_tree

NAMES: Final = ("type", "function", "name", "id", "tool_calls", "reason", "extra", "", "/")
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from(["function", "file_search", "json_schema", "last_messages", "queued", "failed", 1e300, 2**64]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=6,
)


def judged(document: bytes) -> set[Standing]:
    """Judge a document under every profile."""
    return {judge(document, name).standing for name in PROFILES}


@given(st.binary(max_size=200))
@example(b'{"a":' * 100_000)
@example(b"[" * 100_000 + b"]" * 100_000)
@example(b'"' * 1001 + b"{" * 1001)
@example(b'{"":' + b"9" * 100_000 + b"}")
@example(b'{"":-' + b"9" * 100_000 + b".5}")
@example(b'{"":1e' + b"9" * 1000 + b"}")
@example(b'{"\\ud800":{"\\udc00":[NaN]}}')
def test_any_bytes_are_judged(document: bytes) -> None:
    assert judged(document)


@given(st.text(max_size=100))
def test_any_text_is_judged(text: str) -> None:
    assert judge(text).standing


@given(documents(), st.data())
def test_a_document_with_some_bytes_changed_is_judged(document: bytes, data: st.DataObject) -> None:
    at, gone = data.draw(st.integers(0, len(document))), data.draw(st.integers(0, 40))
    put = data.draw(st.binary(max_size=8) | st.sampled_from([b'"', b"\\", b"{", b"]", b"null", b"NaN", b"\\ud800"]))
    assert judged(document[:at] + put + document[at + gone :])


MUTABLE = [full_tree(), *(recorded(recording.name) for recording in RECORDINGS)]


@given(st.sampled_from(MUTABLE), VALUES, st.data())
def test_a_document_with_any_value_at_any_place_is_judged(
    tree: dict[str, Any], value: Json, data: st.DataObject
) -> None:
    changed = dict(members_of(replaced(tree, data.draw(st.sampled_from([path for path, _ in places(tree)])), value)))
    assert judged(write(changed))
    assert {judge(changed, name).standing for name in PROFILES}


@pytest.mark.parametrize("recording", RECORDINGS, ids=str)
def test_a_document_cut_anywhere_is_malformed(recording: Any) -> None:
    document = write(recorded(recording.name))
    assert {judge(document[:length]).standing for length in range(len(document))} == {Standing.MALFORMED}


def test_reading_what_was_written_gives_the_tree_back() -> None:
    for index in range(300):
        tree = make_case(17, index, kinds=("valid", "extended", "wrecked")).tree
        assert tree is not None
        assert same_json(read(write(tree)).tree, tree)


def test_every_judgement_can_be_written_as_json() -> None:
    for index in range(300):
        found = json.loads(json.dumps(make_case(19, index).judgement.as_json()))
        assert set(found) == {"profile", "standing", "violations", "news"}


@pytest.mark.parametrize("member", ["created_at", "usage", "id"])
def test_a_tree_with_an_integer_too_long_to_print_is_judged(member: str) -> None:
    assert judge({**recorded("v2-queued"), member: 10**5000}).standing is Standing.INVALID
