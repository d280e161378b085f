"""What a client offers: the places that are read, and how they are read when it does not say."""

from __future__ import annotations

from collections import UserDict
from types import SimpleNamespace as Object
from typing import Any

import pytest

from runlaws.adapters import PythonClient
from runlaws.adapters.reference import client
from runlaws.client import NOT_SHOWN, Client, SeesHeaders, by_attribute
from runlaws.liars import Honest
from runlaws.values import Json, Path, freeze, places

_VALUE = Object(
    status="queued",
    usage=None,
    tools=[{"type": "function"}, Object(type="file_search")],
    metadata={"keys": "k", "a": {"a": 1}},
    extra=UserDict({"keys": "u"}),
    copy=lambda: None,
)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (("status",), "queued"),
        (("usage",), None),
        (("usage", "total_tokens"), NOT_SHOWN),
        (("tools", 0, "type"), "function"),
        (("tools", 1, "type"), "file_search"),
        (("tools", 2, "type"), NOT_SHOWN),
        (("metadata", "keys"), "k"),
        (("metadata", "a", "a"), 1),
        (("metadata", "b"), NOT_SHOWN),
        (("extra", "keys"), "u"),
        (("extra", "items"), NOT_SHOWN),
        (("copy",), NOT_SHOWN),
        (("status", "upper"), NOT_SHOWN),
        (("status", 0), NOT_SHOWN),
        (("usage", "usage"), NOT_SHOWN),
    ],
)
def test_a_place_is_read_by_attribute_key_and_index_and_a_method_is_no_value(path: Path, shown: object) -> None:
    assert by_attribute(_VALUE, path) == shown


def test_every_place_of_a_document_is_named_containers_before_what_is_in_them() -> None:
    tree: Json = {"a": [], "b": [{"c": None}, 1], "d": {}}
    assert [path for path, _ in places(tree)] == [("a",), ("b",), ("b", 0), ("b", 0, "c"), ("b", 1), ("d",)]
    assert dict(places(tree))["b", 0] == {"c": None}


def test_a_tree_that_was_frozen_has_the_same_places() -> None:
    tree: Json = {"a": [{"b": [1]}], "c": {"d": None}}
    assert [path for path, _ in places(freeze(tree))] == [path for path, _ in places(tree)]


@pytest.mark.parametrize("made", [client(), Honest(), PythonClient(decode=bytes)], ids=lambda made: made.name)
def test_what_is_bundled_here_is_a_client(made: Any) -> None:
    assert isinstance(made, Client)


def test_a_client_of_callables_is_asked_through_them() -> None:
    made = PythonClient(decode=bytes.decode, encode=str.encode, read=lambda value, path: (value, path), name="n")
    assert (made.name, made.version, made.encodes) == ("n", "", True)
    assert (made.decode(b"x"), made.encode("x"), made.read("x", ("a",))) == ("x", b"x", ("x", ("a",)))


def test_a_client_sees_headers_where_it_decodes_replies() -> None:
    seeing: Any = PythonClient(decode=bytes, decode_reply=lambda document, headers: (document, headers))
    assert isinstance(seeing, SeesHeaders)
    assert seeing.decode_reply(b"{}", {"date": "now"}) == (b"{}", {"date": "now"})
    assert isinstance(Honest(), SeesHeaders)
    assert not isinstance(client(), SeesHeaders)
    assert PythonClient(decode=bytes).decode_reply is None


def test_a_client_without_an_encoder_says_so() -> None:
    made = PythonClient(decode=bytes.decode, name="mute")
    assert not made.encodes
    with pytest.raises(TypeError, match="the client mute has no encode"):
        made.encode("x")
