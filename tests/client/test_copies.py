"""Copies: which ways of copying there are, and what becomes of a value in them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import NoReturn

import attrs
import pytest

from runlaws.client import NOT_SHOWN, Answer, Copied, Policy, Thrown
from runlaws.liars import Honest
from runlaws.observe import observe
from tests.client.odd import blamed, client, giving, raising
from tests.laws.observed import VALID


class Value:
    """What a client may decode to: equal by what it holds, copied as Python does it."""

    def __init__(self, document: bytes, *more: object) -> None:
        self.document = document
        self.more = more

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and self.document == other.document

    def __hash__(self) -> int:
        return hash(self.document)


def of_values(make: Callable[[bytes], Value]) -> Honest:
    return client(
        decode=lambda _, document: make(document),
        encode=lambda _, value: value.document,
        read=giving(NOT_SHOWN),
        policy=Policy(hides="/*"),
    )


def test_a_value_is_copied_in_the_three_ways_that_every_class_has() -> None:
    offered = {way: copied for way, copied in observe(of_values(Value), VALID).copies.items() if copied.offered}
    assert list(offered) == ["copy", "deepcopy", "pickle"]
    assert set(map(_told, offered.values())) == {(None, True, True)}


class Loses:
    """What loses its document in the way of its own class."""

    document: bytes = b"{}"


@attrs.define(slots=False, eq=False)
class Evolved(Loses):
    document: bytes = attrs.field(init=False, default=b"{}")


@dataclasses.dataclass(eq=False)
class Replaced(Loses):
    document: bytes = dataclasses.field(init=False, default=b"{}")


@dataclasses.dataclass(eq=False)
class MadeOfMore(Loses):
    """What is made of something that it does not keep: dataclasses.replace cannot make another."""

    more: dataclasses.InitVar[int]


class WithCopy(Loses):
    def copy(self) -> Loses:
        return with_document(type(self)(), b"{}")


class WithModelCopy(WithCopy):
    """What has a method `copy` that is deprecated."""

    model_copy = WithCopy.copy


class Mapped(dict[str, object], Loses):
    """A dict, whose method `copy` makes a plain one, as everybody knows."""


def with_document(value: Loses, document: bytes) -> Loses:
    value.document = document
    return value


@pytest.mark.parametrize(
    ("make", "way"),
    [
        (Evolved, "attrs.evolve"),
        (Replaced, "dataclasses.replace"),
        (WithCopy, ".copy()"),
        (WithModelCopy, ".model_copy()"),
        (lambda: MadeOfMore(1), None),
        (Mapped, None),
    ],
)
def test_a_class_is_copied_in_the_ways_that_it_has_itself(make: Callable[[], Loses], way: str | None) -> None:
    losing = client(
        decode=lambda _, document: with_document(make(), document),
        encode=lambda _, value: value.document,
        read=giving(NOT_SHOWN),
        policy=Policy(hides="/*"),
    )
    copies = observe(losing, VALID).copies
    assert {name for name, copied in copies.items() if copied.offered} == {"copy", "deepcopy", "pickle", way} - {None}
    lost = {kind for law, kind in blamed(losing, VALID) if law == "copies-are-equal"}
    assert lost == ({f"{way}: dropped", f"{way}: null made absent"} if way else set())


def _told(copied: Copied) -> tuple[Thrown | None, bool, bool]:
    same = copied.encoded == Answer(VALID.tree)
    return copied.thrown, copied.equal == Answer(True), same


class Unpicklable(Value):
    """What Python cannot copy: it holds a generator."""

    def __init__(self, document: bytes) -> None:
        super().__init__(document, (number for number in range(3)))


class Refusing(Value):
    """What says by itself that it is not to be copied."""

    def __copy__(self) -> Value:
        raise NotImplementedError

    def __reduce__(self) -> NoReturn:
        import pickle

        raise pickle.PicklingError


class Broken(Value):
    """What has a way of copying that does not work."""

    def __copy__(self) -> NoReturn:
        raise KeyError("copy")

    def __deepcopy__(self, memo: object) -> NoReturn:
        raise RecursionError

    def __reduce__(self) -> NoReturn:
        raise AttributeError("reduce")


@pytest.mark.parametrize(
    ("kind", "offered"),
    [
        (Value, {"copy": True, "deepcopy": True, "pickle": True}),
        (Unpicklable, {"copy": True, "deepcopy": False, "pickle": False}),
        (Refusing, {"copy": False, "deepcopy": False, "pickle": False}),
        (Broken, {"copy": True, "deepcopy": True, "pickle": True}),
    ],
)
def test_a_way_of_copying_that_there_is_not_is_told_from_one_that_fails(
    kind: type[Value], offered: dict[str, bool]
) -> None:
    seen = observe(of_values(kind), VALID)
    assert {name: copied.offered for name, copied in seen.copies.items() if name in offered} == offered


def test_a_class_inside_a_function_cannot_be_pickled_and_need_not_be() -> None:
    class Local(Value):
        pass

    seen = observe(of_values(Local), VALID)
    assert not seen.copies["pickle"].offered
    assert blamed(of_values(Local), VALID) == set()


def test_a_copy_that_fails_is_told_by_one_law() -> None:
    assert blamed(of_values(Broken), VALID) == {("copies-are-equal", "copy: raised KeyError")}
    assert blamed(of_values(Refusing), VALID) == set()


class Forgetting(Value):
    """What forgets something when it is copied deeply."""

    def __deepcopy__(self, memo: object) -> Value:
        return Value(self.document.replace(b'"model":', b'"modal":'))


def test_a_copy_that_forgets_something_is_told_by_one_law() -> None:
    assert {law for law, _ in blamed(of_values(Forgetting), VALID)} == {"copies-are-equal"}


@pytest.mark.parametrize(
    ("error", "kind"), [(SystemExit(1), "copy: SystemExit"), (GeneratorExit(), "copy: GeneratorExit")]
)
def test_a_copy_that_ends_the_process_is_told_by_one_law(error: BaseException, kind: str) -> None:
    made = type("Made", (Value,), {"__copy__": raising(error)})
    assert blamed(of_values(made), VALID) == {("never-exits", kind)}
