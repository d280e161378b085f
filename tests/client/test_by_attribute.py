"""What `by_attribute` reads of values whose classes have attributes and keys at once, as generated SDKs have."""

from __future__ import annotations

import datetime
import functools
from collections import UserDict
from collections.abc import Iterator, MutableMapping
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from runlaws.client import NOT_SHOWN, by_attribute
from runlaws.values import Path

DAY = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)


class Model(MutableMapping[str, Any]):
    """A mapping of the raw members, with attributes that convert them."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self.model = "given by the constructor"

    @property
    def created_at(self) -> datetime.datetime:
        return DAY

    @property
    def agent_id(self) -> Any:
        return self._data["assistant_id"]

    def __getitem__(self, key: str) -> Any:
        return self._data[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self._data[key] = value

    def __delitem__(self, key: str) -> None:
        del self._data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def cancel(self) -> None: ...


RAW = {"created_at": 1, "assistant_id": "a", "model": "m", "items": "i", "cancel": "c", "__doc__": "d", "_data": "u"}
OF_A_MODEL = {
    "created_at": DAY,
    "agent_id": "a",
    "assistant_id": "a",
    "model": "given by the constructor",
    "items": "i",
    "cancel": "c",
    "__doc__": "d",
    "_data": "u",
    "keys": NOT_SHOWN,
    "status": NOT_SHOWN,
}


class Annotated(dict[str, Any]):
    """A dict of raw members, whose annotated attributes are read of it by `__getattr__`."""

    status: str
    usage: dict[str, int]

    def __getattr__(self, name: str) -> Any:
        if name == "usage":
            raise AttributeError(name)
        return f"attribute {name}"


@attrs.define
class Extended:
    """A model that keeps unknown members beside its own, as generated clients do."""

    status: str
    additional_properties: dict[str, Any] = attrs.field(init=False, factory=dict)

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties)

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]


@attrs.define
class FreeData:
    """Free data as generated clients have it: nothing but keys, with properties that speak of these."""

    additional_properties: dict[str, Any] = attrs.field(init=False, factory=dict)

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties)

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def to_dict(self) -> dict[str, Any]:
        return self.additional_properties


class Converting:
    """No mapping, but with the raw members by `[]`, and attributes that convert them."""

    object = "thread.run"

    def __init__(self, raw: dict[str, Any]) -> None:
        self._raw = raw

    def __getitem__(self, key: str) -> Any:
        return self._raw[key]

    @functools.cached_property
    def created_at(self) -> datetime.datetime:
        return DAY


class Numbered:
    """With indices by `[]`, and no keys."""

    status = "queued"

    def __getitem__(self, index: int) -> int:
        return [1, 2][index]


class Growing:
    """With any attribute."""

    def __getattr__(self, name: str) -> str:
        return "grown"


def with_keys(value: Any, **keys: Any) -> Any:
    value.additional_properties = keys
    return value


ODD = {"__doc__": "d", "__slots__": "s", "__module__": "m", "additional_properties": "p", "additional_keys": "k"}
VALUES: dict[str, tuple[Any, dict[str, Any]]] = {
    "a mapping with attributes": (Model(RAW), OF_A_MODEL),
    "a dict with annotations": (
        Annotated(status="raw", usage={}, model="m"),
        {"status": "attribute status", "usage": {}, "model": "m", "id": NOT_SHOWN, "__doc__": NOT_SHOWN},
    ),
    "a dict with a dict": (UserDict({"data": "d", "keys": "k"}), {"data": "d", "keys": "k", "pop": NOT_SHOWN}),
    "a model with other members by key": (
        with_keys(Extended("queued"), status="other", **ODD),
        {"status": "queued", "additional_properties": "p", "__doc__": "d", "to_dict": NOT_SHOWN, "id": NOT_SHOWN},
    ),
    "free data by key": (
        with_keys(FreeData(), to_dict="t", a="1", **ODD),
        {**ODD, "to_dict": "t", "a": "1", "b": NOT_SHOWN},
    ),
    "a model with raw members by key": (
        Converting({"created_at": 1, "model": "m"}),
        {
            "created_at": DAY,
            "model": "m",
            "object": "thread.run",
            "__doc__": NOT_SHOWN,
            "_raw": {"created_at": 1, "model": "m"},
        },
    ),
    "a class with indices": (Numbered(), {"status": "queued", "model": NOT_SHOWN, "__module__": NOT_SHOWN}),
    "an object": (
        SimpleNamespace(status="queued", __doc__="d"),
        {"status": "queued", "__doc__": "d", "__class__": NOT_SHOWN},
    ),
    "an object with members of its own": (
        Growing(),
        {"__odd__": "grown", "odd": "grown", "__doc__": Growing.__doc__, "__module__": __name__, "__eq__": NOT_SHOWN},
    ),
    "an object that Python's own attributes hide a member of": (
        SimpleNamespace(__class__="c", __doc__="d", __eq__="e"),
        {"__class__": SimpleNamespace, "__doc__": "d", "__eq__": "e", "__init__": NOT_SHOWN},
    ),
    "a text": ("queued", {"upper": NOT_SHOWN, "__doc__": NOT_SHOWN}),
}


@pytest.mark.parametrize(
    ("value", "name", "shown"),
    [(value, name, shown) for value, members in VALUES.values() for name, shown in members.items()],
    ids=[f"{kind}: {name}" for kind, (_, members) in VALUES.items() for name in members],
)
def test_what_a_class_declares_is_read_as_an_attribute_and_the_rest_by_key(value: Any, name: str, shown: Any) -> None:
    got = by_attribute(value, (name,))
    assert got is shown or got == shown


def test_a_renamed_member_of_a_mapping_is_read_by_its_attribute() -> None:
    def read(value: Any, path: Path) -> Any:
        return by_attribute(value, ("agent_id", *path[1:]) if path[:1] == ("assistant_id",) else path)

    assert read(Model(RAW), ("assistant_id",)) == "a"


def test_what_is_in_free_data_within_a_list_of_models_is_read_by_its_key() -> None:
    value = SimpleNamespace(tools=[with_keys(Extended("queued"), parameters=with_keys(FreeData(), __doc__="d"))])
    assert by_attribute(value, ("tools", 0, "parameters", "__doc__")) == "d"
