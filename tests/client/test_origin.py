"""Where in a client's code an exception came from."""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from typing import Any

import pytest

from runlaws.client import Thrown
from runlaws.observe import Door

SDK = """
import enum, json

class Status(enum.Enum):
    QUEUED = "queued"

def own(document):
    raise ValueError("a status that is not known")

def by_a_library(document):
    return json.loads(b"{")

def by_an_enum(document):
    return Status("gone")

def translated(document):
    try:
        return {}["status"]
    except KeyError as error:
        raise RuntimeError("no run") from error

def deep(document):
    return deeper(document)

def deeper(document):
    return deep(document)
"""


@pytest.fixture
def sdk() -> Callable[[str], Any]:
    """Functions of a module `sdk.models`."""
    module = types.ModuleType("sdk.models")
    exec(compile(SDK, "/home/somebody/sdk/models.py", "exec"), vars(module))
    return lambda name: getattr(module, name)


def thrown_by(question: Callable[..., Any]) -> Thrown:
    door = Door.of(5.0)
    with door.open():
        _, answer = door.ask("decode", question, b"")
    assert answer.thrown is not None
    return answer.thrown


def test_it_is_the_innermost_function_of_the_client(sdk: Callable[[str], Any]) -> None:
    thrown = thrown_by(sdk("own"))
    assert (thrown.frame, thrown.line, thrown.library) == ("sdk/models.py in own", 8, "")


@pytest.mark.parametrize(("name", "library"), [("by_a_library", "json"), ("by_an_enum", "enum")])
def test_what_a_library_raises_came_from_who_called_it(sdk: Callable[[str], Any], name: str, library: str) -> None:
    thrown = thrown_by(sdk(name))
    assert (thrown.frame, thrown.library) == (f"sdk/models.py in {name}", library)


def test_what_led_to_it_is_kept(sdk: Callable[[str], Any]) -> None:
    assert thrown_by(sdk("translated")).chain == ("KeyError: 'status'",)


def test_an_exhausted_stack_came_from_the_first_function_that_called_itself(sdk: Callable[[str], Any]) -> None:
    assert thrown_by(sdk("deep")).frame == "sdk/models.py in deep"


def test_where_nothing_of_the_client_ran_nothing_is_said() -> None:
    thrown = thrown_by(json.loads)
    assert (thrown.frame, thrown.line, thrown.chain) == ("", 0, ())


def test_an_exception_that_answers_for_its_own_traceback_is_not_asked() -> None:
    class Odd(Exception):
        def __getattribute__(self, name: str) -> Any:
            if name in ("__traceback__", "__cause__", "__context__", "__suppress_context__"):
                raise KeyError(name)
            return super().__getattribute__(name)

    def raises(_: bytes) -> None:
        raise Odd("no")

    thrown = thrown_by(raises)
    assert (thrown.type.rpartition(".")[2], thrown.frame.rpartition(".")[2]) == ("Odd", "raises")
