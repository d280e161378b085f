"""Names are taken from a client's value through the guarded door: whatever the value does, it ends and is data."""

from __future__ import annotations

import os
import time
from typing import Any, ClassVar

import pytest

from runlaws.case import Case
from runlaws.client import Policy
from runlaws.objects import find_profile
from runlaws.observe import InProcess, names_of
from runlaws_strategies import simplest

CASE = Case.of_tree(simplest("queued"), find_profile("v2"), made="valid")


class Client:
    """Decodes to whatever it is given."""

    name, version, encodes = "names", "", False
    policy = Policy()

    def __init__(self, value: Any) -> None:
        self.value = value

    def decode(self, document: bytes) -> Any:
        del document
        return self.value() if isinstance(self.value, type) else self.value


class Plain:
    annotated: int
    status: str

    def __init__(self, parameter: int = 0) -> None:
        self.attribute = parameter

    def method(self) -> None:
        """Do nothing."""


class ListsRaise:
    own: int

    def __dir__(self) -> list[str]:
        raise RuntimeError


class ListsHang(ListsRaise):
    def __dir__(self) -> list[str]:
        while True:
            time.sleep(0.01)


class ListsExit(ListsRaise):
    def __dir__(self) -> list[str]:
        os._exit(3)


class ListsNumbers(ListsRaise):
    def __dir__(self) -> Any:
        return [1, "listed", None]


class Annotating(type):
    @property
    def __annotations__(cls) -> Any:  # type: ignore[override] # that is what is wrong with it
        raise ValueError


class AnnotationsRaise(metaclass=Annotating):
    listed = 1


class NoSignature:
    __signature__: ClassVar[Any] = "none"
    listed = 1


def names(value: Any, *, deadline: float = 10.0) -> tuple[str, ...]:
    client: Any = Client(value)  # that it is asked to encode or read, no test needs
    return names_of(InProcess(client, deadline=deadline), CASE)


def test_they_are_of_annotations_parameters_and_attributes_and_not_of_the_contract() -> None:
    assert names(Plain) == ("annotated", "parameter", "attribute", "method")


@pytest.mark.parametrize("value", [ListsRaise, ListsHang, ListsExit])
def test_a_value_whose_list_of_names_fails_still_has_its_annotations(value: Any) -> None:
    assert names(value, deadline=0.5) == ("own",)


@pytest.mark.parametrize("value", [AnnotationsRaise, NoSignature])
def test_a_value_that_cannot_be_asked_one_way_is_asked_another(value: Any) -> None:
    assert "listed" in names(value)


def test_what_is_no_text_is_no_name() -> None:
    assert names(ListsNumbers()) == ("own",)  # Python cannot sort what `__dir__` returns


def test_of_ten_thousand_attributes_few_are_taken_and_always_the_same() -> None:
    value = Plain()
    vars(value).update({f"a{number}": number for number in range(10_000)})
    assert len(names(value)) == 64
    assert names(value) == names(value)


class Refuses:
    def __init__(self) -> None:
        raise ValueError


def test_there_are_none_of_a_client_that_refuses() -> None:
    assert names(Refuses) == ()
