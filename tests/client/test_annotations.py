"""What the annotations of a class say of its members where their names are imported for type checkers alone."""

from __future__ import annotations

import sys
import types
import typing
from collections.abc import Mapping

import pytest

from runlaws.observe._annotations import declared_by


class Usage:
    """A class of the package `acme`, and another one of the same name."""


_OTHER_USAGE = type("Usage", (), {})
_Tree = typing.Union[Usage, list["_Tree"]]  # noqa: UP007 (`|` takes no text)


def declared(monkeypatch: pytest.MonkeyPatch, hint: object, modules: Mapping[str, Mapping[str, object]]) -> object:
    """Return what a class in the module `acme.models.runs` declares for a member, where some modules are loaded."""
    for name, names in {"acme": {}, "acme.models": {}, "acme.models.runs": {}, **modules}.items():
        module = types.ModuleType(name)
        vars(module).update(names)
        monkeypatch.setitem(sys.modules, name, module)
    kind = type("Run", (), {"__module__": "acme.models.runs", "__annotations__": {"it": hint, "type": "str"}})
    _, holds = declared_by(kind)
    assert holds.keys() <= {"it"}
    return holds.get("it")


@pytest.mark.parametrize(
    ("hint", "modules"),
    [
        ("_models.Usage", {"acme.models": {"Usage": Usage}}),
        ("_models.Usage", {"acme.models._models": {}, "acme.models": {"Usage": Usage}}),
        ("types.Usage", {"acme.types": {"Usage": Usage}}),
        ("Usage", {"acme.models": {"Usage": Usage}}),
        ("Usage | None", {"acme.models": {"Usage": Usage}, "acme.models.usage": {"Usage": Usage}}),
        ("Usage", {"acme.models": {"Usage": Usage}, "acme.old": {"Usage": _OTHER_USAGE}}),
        ("types.Any", {"acme.types": {"Any": typing.ForwardRef("types.Usage"), "Usage": Usage}}),
        (typing.Optional[typing.ForwardRef("Usage")], {"acme.models.runs": {"Usage": Usage}}),  # noqa: UP045
        ("Tree", {"acme.models.runs": {"Tree": _Tree, "_Tree": _Tree}}),
    ],
    ids=[
        "a package under a private name",
        "a module of that name has it not, a package has",
        "a module further out",
        "a class of the package",
        "a class that several modules have",
        "the nearest of two classes",
        "an alias of a reference",
        "a reference in an annotation",
        "an alias that is a part of itself",
    ],
)
def test_a_name_that_is_not_there_at_run_time_is_looked_up_in_the_package(
    monkeypatch: pytest.MonkeyPatch, hint: object, modules: Mapping[str, Mapping[str, object]]
) -> None:
    assert declared(monkeypatch, hint, modules) == ("Usage",)


@pytest.mark.parametrize(
    ("hint", "modules"),
    [
        ("Usage", {}),
        ("Usage", {"acme_more": {"Usage": Usage}}),
        ("Usage", {"acme.models.a": {"Usage": Usage}, "acme.models.b": {"Usage": _OTHER_USAGE}}),
        ("models.Usage", {}),
        ("Usage | None |", {"acme.models": {"Usage": Usage}}),
        ("'Usage' | 1", {"acme.models": {"Usage": Usage}}),
        (typing.Union[Usage, typing.ForwardRef("Missing")], {}),  # noqa: UP007
    ],
    ids=[
        "it is nowhere",
        "it is in another package",
        "two classes have it",
        "the module has no such class",
        "what is no expression",
        "what raises",
        "a part that cannot be evaluated may be anything",
    ],
)
def test_what_cannot_be_evaluated_declares_nothing(
    monkeypatch: pytest.MonkeyPatch, hint: object, modules: Mapping[str, Mapping[str, object]]
) -> None:
    assert declared(monkeypatch, hint, modules) is None


def test_no_module_is_imported_to_evaluate_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    before = set(sys.modules)
    assert declared(monkeypatch, "_strptime.X", {}) is None
    assert set(sys.modules) - before <= {"acme", "acme.models", "acme.models.runs"}
