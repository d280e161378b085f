"""What a value shows, as JSON data, and what is said of the classes that it shows."""

from __future__ import annotations

import datetime
import decimal
import enum
import types
from collections import OrderedDict, UserDict, namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple, Optional, Protocol, TypedDict, Union

import attrs
import pytest

from runlaws import PythonClient
from runlaws.client import NOT_SHOWN, Answer, Opaque, ShownClass, Thrown
from runlaws.observe import InProcess
from runlaws.observe._here import AskingHere
from runlaws.observe._showing import Shown, held_of, shown_of
from runlaws.values import Json, Path
from tests.laws.observed import VALID


def asking(read: Callable[[Any, Path], Any], encode: Callable[[Any], Any] | None = None) -> AskingHere:
    return InProcess(PythonClient(decode=bytes, read=read, encode=encode)).asking(VALID)


def all_shown(value: object, sent: Json = 1) -> Shown:
    """Return what is shown where a value stands at the one place of a document."""
    return shown_of(asking(lambda *_: value), object(), [(("x",), "/x", sent)])


def shown(value: object, sent: Json = 1) -> tuple[Mapping[str, Any], Mapping[str, ShownClass]]:
    """Return that without the names of the classes of arrays and scalars."""
    seen, classes, _ = all_shown(value, sent)
    return seen, classes


class Colour(enum.Enum):
    RED = "red"
    TWICE = ("red", "red")


class Level(enum.IntEnum):
    LOW = 3


class State(enum.StrEnum):
    DONE = "done"


class Text(str):
    """A text that says something else when asked."""

    __slots__ = ()

    def __str__(self) -> str:
        return "another"

    def __eq__(self, other: object) -> bool:
        raise NotImplementedError

    __hash__ = str.__hash__


class Whole(int):
    """An integer that says something else when asked."""

    def __int__(self) -> int:
        return 0


class Part(float):
    """A number that says something else when asked."""

    def __float__(self) -> float:
        return 0.0


class Fixed(list[int]):
    """A list that cannot be made of nothing."""

    def __init__(self, items: list[int]) -> None:
        super().__init__(items)


class Shy(list[int]):
    """A list that does not say whether it is empty."""

    def __len__(self) -> int:
        raise PermissionError


_UTC = datetime.UTC


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (None, None),
        (True, True),
        (0, 0),
        (1.0, 1.0),
        ("", ""),
        (Colour.RED, "red"),
        (Level.LOW, 3),
        (State.DONE, "done"),
        (Text("as sent"), "as sent"),
        (Whole(7), 7),
        (Part(0.5), 0.5),
        (datetime.datetime(2023, 11, 14, 22, 13, 20, tzinfo=_UTC), 1700000000),
        (datetime.datetime(2023, 11, 14, 22, 13, 20, 500000, tzinfo=_UTC), 1700000000.5),
        (
            datetime.datetime(2023, 11, 14, 23, 13, 20, tzinfo=datetime.timezone(datetime.timedelta(hours=1))),
            1700000000,
        ),
        (decimal.Decimal(7), 7),
        (decimal.Decimal("7.00"), 7),
        (decimal.Decimal("0.5"), 0.5),
        (decimal.Decimal("1E+300"), 1e300),
        (decimal.Decimal(10**20), 10**20),
        (Fixed([]), []),
        ((), []),
        ({}, {}),
        (UserDict[str, int](), {}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_that_json_has_a_form_for_is_shown_in_it(value: object, found: Json) -> None:
    seen, classes = shown(value)
    assert (type(seen["/x"]), seen["/x"]) == (type(found), found)
    assert classes == {}


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ([1], "list"),
        ({"a": 1}, "dict"),
        (object(), "object"),
        (Colour.TWICE, "tuple"),
        (b"bytes", "bytes"),
        (1j, "complex"),
        (datetime.date(2023, 11, 14), "date"),
        (int, "type"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_another_value_is_shown_by_the_name_of_its_class(value: object, name: str) -> None:
    assert shown(value) == ({"/x": Opaque(name)}, {})


@pytest.mark.parametrize(
    ("value", "thrown"),
    [
        (decimal.Decimal("Infinity"), Thrown("OverflowError", "cannot convert Infinity to integer", own=False)),
        (Shy(), Thrown("PermissionError", "", own=False)),
    ],
    ids=["infinite", "shy"],
)
def test_a_value_that_cannot_be_looked_at_is_shown_as_what_it_raised(value: object, thrown: Thrown) -> None:
    assert shown(value) == ({"/x": thrown}, {})


def test_what_reading_a_place_raises_stands_in_its_place_and_the_others_are_read() -> None:
    def read(_: object, path: Path) -> object:
        if path == ("b",):
            raise KeyError("b")
        return path[0]

    seen, *_ = shown_of(asking(read), None, [(("a",), "/a", 1), (("b",), "/b", 1), (("c", 0), "/c/0", 1)])
    assert seen == {"/a": "a", "/b": Thrown("KeyError", "'b'", own=False), "/c/0": "c"}


def test_a_place_that_is_not_shown_is_left_out() -> None:
    assert shown(NOT_SHOWN) == ({}, {})


# -- objects and their classes


@pytest.mark.parametrize("sent", [{"a": 1}, {}])
def test_an_object_that_is_shown_as_one_is_told_by_its_class(sent: Json) -> None:
    assert shown(object(), sent) == ({}, {"/x": ShownClass("object")})
    assert shown({"a": 1}, sent) == ({}, {"/x": ShownClass("dict")})


def test_an_array_that_is_shown_as_one_is_told_by_what_is_in_it() -> None:
    assert shown([1], [1]) == ({}, {})
    assert shown([], [1]) == ({"/x": []}, {})


def test_an_object_where_a_scalar_was_sent_is_opaque() -> None:
    assert shown({"a": 1}, "text") == ({"/x": Opaque("dict")}, {})
    assert shown({"a": 1}, None) == ({"/x": Opaque("dict")}, {})


@attrs.frozen
class _Frozen:
    type: Literal["function"] = "function"
    name: str = ""


class _Many:
    type: Literal["auto", "last_messages"]
    maybe: Literal["a"] | None
    older: Optional[Literal["a", "b"]]  # noqa: UP045 (as older SDKs write it)
    either: Union[Literal["a"], Literal["b"]]  # noqa: UP007 (likewise)
    open: Literal["a"] | str
    number: Literal[1, 2]
    mixed: Literal["a", 1]
    plain: str


class _Narrower(_Many):
    type: Literal["auto"]  # pyright: ignore[reportIncompatibleVariableOverride]


class _Later:
    type: Literal["function"]
    held: _Frozen
    other: NoSuchName  # type: ignore[name-defined] # noqa: F821 # pyright: ignore[reportUndefinedVariable, reportUnknownVariableType]


class _Quoted(NamedTuple):
    type: Literal["function"]


class _Typed(TypedDict):
    type: Literal["function"]


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        (_Frozen(), ShownClass("_Frozen", {"type": ("function",)})),
        (
            _Many(),
            ShownClass(
                "_Many",
                {"type": ("auto", "last_messages"), "maybe": ("a",), "older": ("a", "b"), "either": ("a", "b")},
            ),
        ),
        (types.SimpleNamespace(type="function"), ShownClass("SimpleNamespace")),
        (OrderedDict({"type": "function"}), ShownClass("OrderedDict", bases=("dict",))),
        (_Typed(type="function"), ShownClass("dict")),
        (object(), ShownClass("object")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_class_tells_the_texts_that_its_annotations_allow(value: object, seen: ShownClass) -> None:
    assert shown(value, {"type": "function"}) == ({}, {"/x": seen})


def test_a_class_inherits_what_its_bases_allow_and_may_narrow_it() -> None:
    _, classes = shown(_Narrower(), {"type": "auto"})
    assert classes["/x"].allows["type"] == ("auto",)
    assert classes["/x"].allows["maybe"] == ("a",)


class _Part(Protocol):
    name: str


class _Holder:
    plain: _Frozen
    maybe: Optional[_Frozen]  # noqa: UP045 (as older SDKs write it)
    either: _Frozen | _Many | None
    items: list[_Frozen]
    maybe_items: list[_Frozen | _Many] | None
    pairs: tuple[_Frozen, ...]
    read_only: Sequence[_Frozen]
    annotated: Annotated[_Frozen, "a note"]
    or_a_text: Literal["auto"] | str | _Frozen | None
    data: dict[str, Any]
    typed: _Typed
    generic: OrderedDict[str, int]
    scalar: int | datetime.datetime | Colour
    anything: Any
    any_object: object
    any_items: list[Any]
    bare: list  # type: ignore[type-arg] # pyright: ignore[reportMissingTypeArgument, reportUnknownVariableType]
    any_mapping: Mapping[str, int]
    protocol: _Part
    or_anything: _Frozen | Any


def test_a_class_tells_the_classes_that_its_annotations_declare_for_objects() -> None:
    """Those of an array stand for its items. What allows any object, or is no object, is left out."""
    _, classes = shown(_Holder(), {"a": 1})
    assert classes["/x"].holds == {
        **dict.fromkeys(("plain", "maybe", "items", "pairs", "read_only", "annotated", "or_a_text"), ("_Frozen",)),
        **dict.fromkeys(("either", "maybe_items"), ("_Frozen", "_Many")),
        **dict.fromkeys(("data", "typed"), ("dict",)),
        "generic": ("OrderedDict",),
    }


_BASES_OF_USER_DICT = tuple(base.__name__ for base in UserDict.__mro__[1:-1])


class _Base:
    pass


class _Derived(_Base):
    pass


@pytest.mark.parametrize(
    ("value", "bases"),
    [
        (_Derived(), ("_Base",)),
        (UserDict({"a": 1}), (*_BASES_OF_USER_DICT, "dict")),
        (types.MappingProxyType({"a": 1}), ("dict",)),
    ],
)
def test_a_class_tells_its_bases_and_dict_for_every_mapping(value: object, bases: Sequence[str]) -> None:
    _, classes = shown(value, {"a": 1})
    assert classes["/x"].bases == bases


@pytest.mark.parametrize(
    ("read", "seen"),
    [
        (lambda value, path: value if not path else NOT_SHOWN, "_Derived"),
        (lambda _, path: path[0], None),
        (lambda *_: "text", None),
    ],
    ids=["by the value", "not without a member", "as a text"],
)
def test_the_class_of_the_whole_is_that_of_what_is_read_at_no_member(
    read: Callable[[Any, Path], Any], seen: str | None
) -> None:
    whole = asking(read).whole(_Derived())
    assert (whole and whole.type) == seen


def test_an_annotation_that_cannot_be_evaluated_allows_anything() -> None:
    _, classes = shown(_Later(), {"type": "function"})
    assert classes["/x"].type == "_Later"
    assert classes["/x"].allows == {"type": ("function",)}
    assert classes["/x"].holds == {"held": ("_Frozen",)}


def test_a_class_is_looked_at_once() -> None:
    evaluated: list[int] = []
    made = type("Made", (), {"__annotations__": {"type": "look() or str"}, "__module__": __name__})
    globals()["look"] = lambda: evaluated.append(1)
    try:
        for _ in range(3):
            shown(made(), {"type": "function"})
    finally:
        del globals()["look"]
    assert evaluated == [1]


def test_a_tuple_with_names_where_an_array_was_sent_has_no_class_to_tell() -> None:
    assert shown(_Quoted("function"), ["function"]) == ({}, {})
    pair = namedtuple("pair", "a b")  # pyright: ignore[reportUntypedNamedTuple] (what an SDK may make)
    assert shown(pair(1, 2), {"a": 1, "b": 2}) == ({}, {"/x": ShownClass("pair", bases=("tuple",))})


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (Colour.RED, "Colour"),
        (Colour.TWICE, "Colour"),
        (Text("x"), "Text"),
        (decimal.Decimal(1), "Decimal"),
        ([], "list"),
        ((1,), "tuple"),
        ({}, "dict"),
        (OrderedDict(a=1), "OrderedDict"),
        (object(), "object"),
    ],
)
@pytest.mark.parametrize("sent", [1, [1], {"a": 1}], ids=repr)
def test_what_is_no_plain_scalar_has_its_class_named(value: object, name: str, sent: Json) -> None:
    assert all_shown(value, sent).types == {"/x": name}


@pytest.mark.parametrize("value", [None, True, 1, 0.5, "x", NOT_SHOWN])
def test_a_plain_scalar_has_no_class_to_name(value: object) -> None:
    assert all_shown(value).types == {}


# -- all that a value holds


def test_a_value_holds_what_is_written_of_it() -> None:
    assert held_of(asking(lambda *_: 1, encode=lambda _: b'{"a": 1}'), None, {"b": 2}) == Answer({"a": 1})


def test_where_nothing_is_written_a_value_holds_what_it_shows() -> None:
    def read(value: Any, path: Path) -> Any:
        return value[path[0]]

    tree: dict[str, Json] = {"a": 1, "b": {"c": 1}}
    assert held_of(asking(read), {"a": True, "b": object()}, tree) == Answer(
        {"/a": "True", "/b": str(ShownClass("object")), "/b/c": "an object of class object"}
    )
    assert held_of(asking(read), {"a": 1, "b": {}}, tree) != held_of(asking(read), {"a": 2, "b": {}}, tree)
