"""The questions to a client that is a Python object in this process."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final

from attrs import define, field, frozen

from runlaws.case import Case
from runlaws.client import NOT_OFFERED, NOT_SHOWN, WAYS_TO_PRINT, Answer, Client, Policy, ShownClass
from runlaws.observe._asking import Asking, Texts, not_json
from runlaws.observe._changing import Undo, changed_in, size_of
from runlaws.observe._deadline import Watch
from runlaws.observe._door import Door
from runlaws.observe._part import Part, plain_of
from runlaws.observe._strangers import strangers_to
from runlaws.observe._ways_to_copy import COPIES, NO_SUCH_COPY
from runlaws.values import Path

__all__ = ["AskingHere", "Encoder"]


@frozen
class Encoder:
    """One of several ways in which a client writes its values."""

    call: Callable[[Any], Any]


@define(kw_only=True)
class AskingHere(Door, Asking):
    """The door to a client of this process, with the questions about a case.

    `encodes` says whether to ask the client to encode; `decode_reply` is the client's method, or None.
    """

    client: Client
    policy: Policy
    encodes: bool
    decode_reply: Callable[..., Any] | None
    case: Case
    other_encoders: Mapping[str, Encoder]
    """The client's encoders but for the first one, by their names."""
    wholes: dict[int, tuple[type, ShownClass | None]] = field(factory=dict)
    """What values show as a whole, by the identity of their class, whose hash is foreign: it is asked once of each."""
    copies: Sequence[str] = field(init=False, factory=lambda: tuple(COPIES))
    prints: Sequence[str] = field(init=False, default=WAYS_TO_PRINT)
    written_first: bytes = field(init=False, default=b"")
    _readings: dict[bytes, Answer] = field(init=False, factory=dict)
    _undo: list[Undo] = field(init=False, factory=list)

    @property
    def sees_headers(self) -> bool:
        """Whether the client decodes replies with their headers."""
        return self.decode_reply is not None

    @property
    def encoders(self) -> Collection[str]:
        """The names of the client's encoders, but for the first one."""
        return self.other_encoders

    def decode(self, document: bytes, headers: Mapping[str, str] | None = None) -> tuple[Any, Answer]:
        """Return the decoded document, or None, and an answer with what decoding raised."""
        if headers is None:
            return self.ask(self.call_for(document), _decode, self.client, document)
        assert self.decode_reply is not None, "a client that sees no headers is not asked about them"
        return self.ask("decode", self.decode_reply, document, dict(headers))

    def kind(self, value: Any) -> Answer:
        """Return the name of a value's class."""
        return Answer(type(value).__name__)

    def is_nothing(self, value: Any) -> bool:
        """Return whether a value is None."""
        return value is None

    def encode(self, value: Any, by: str = "") -> tuple[bytes, Answer]:
        """Return an encoded value as bytes, and an answer with their tree or with what encoding raised."""
        call = f"encode by {by}" if by else "encode"
        written, answer = self.ask(call, _encode, self.other_encoders[by] if by else self.client, value)
        if answer.thrown is not None:
            return b"", answer
        if not isinstance(written, bytes):
            return b"", not_json(f"{call} gave {type(written).__name__}, not bytes or str")
        return self.as_tree(call, written, self._readings)

    def parts(self, value: Any, paths: Sequence[Path]) -> Sequence[Any]:
        """Return what a value shows at some paths."""
        return self.read(value, paths, plain_of)

    def whole(self, value: Any) -> ShownClass | None:
        """Return the class of what a value shows at the empty path, if the client reads that."""
        kind = type(value)
        if id(kind) not in self.wholes:
            part: Part | None = self.ask("read", _whole, self.client, value)[0]
            self.wholes[id(kind)] = kind, part.kind if isinstance(part, Part) else None
        return self.wholes[id(kind)][1]

    def sizes(self, value: Any, paths: Sequence[Path]) -> Sequence[Any]:
        """Return how many items the containers at some paths have."""
        return self.read(value, paths, size_of)

    def read(self, value: Any, paths: Sequence[Path], plain: Callable[[Any], object]) -> list[Any]:
        """Return what a value shows at some paths: made plain JSON data by `plain`, `NOT_SHOWN`, or what was raised.

        They are read in one call, since there are many; where one raises, each is read in a call of its own. Each may
        take as long as any other call.
        """
        values, answer = self.ask("read", _read_all, self.client, value, paths, plain, self.watch)
        if answer.thrown is None:
            return list(values)
        return [self._read_one(value, path, plain) for path in paths]

    def _read_one(self, value: Any, path: Path, plain: Callable[[Any], object]) -> Any:
        part, answer = self.ask("read", _read, self.client, value, path, plain)
        return part if answer.thrown is None else answer.thrown

    def same(self, left: Any, right: Any) -> Answer:
        """Return the answer to whether left == right, as a boolean."""
        return self.answer("==", _equal, left, right)

    def unequal(self, left: Any, right: Any) -> Answer:
        """Return the answer to whether left != right, as a boolean."""
        return self.answer("!=", _unequal, left, right)

    def strangers(self, value: Any, *, first: bool = False) -> Mapping[str, Answer]:
        """Return the answers to whether a value equals values of other kinds, by what those are; or to None alone."""
        if first:
            return {"None": self.same(value, None)}
        return {name: self.same(value, other) for name, other in strangers_to(self.case, value).items()}

    def hashed(self, value: Any) -> Answer:
        """Return a value's hash."""
        return self.answer("hash", hash, value)

    def copy(self, way: str, value: Any) -> tuple[Any, Answer]:
        """Return a copy of a value, made in one of Python's ways, and an answer with what that raised."""
        copied, answer = self.ask(way, COPIES[way], value)
        return (None, Answer(thrown=NOT_OFFERED)) if copied is NO_SUCH_COPY else (copied, answer)

    def printed_twice(self, value: Any) -> tuple[Texts, Answer]:
        """Return the texts of a value that is printed twice in each way, and an answer with what that raised."""
        return self.ask("print", _printed_twice, value)

    def printed(self, value: Any) -> tuple[tuple[str, ...], Answer]:
        """Return the text of a value in each way, and an answer with what printing raised."""
        return self.ask("print", _printed, value)

    def text(self, way: str, value: Any) -> tuple[str, Answer]:
        """Return the text of a value in one way, and an answer with what printing raised."""
        return self.ask("print", _text, _HOW[way], value)

    def change(self, value: Any, scalars: Mapping[Path, Sequence[str]], containers: Sequence[Path]) -> None:
        """Assign attributes of what a value holds, and add to the containers that it hands out, where it lets us."""
        self.ask("change", changed_in, self.client, value, scalars, containers, self._undo)

    def change_back(self) -> None:
        """Take back all that was changed: a default that all values of a class share would stay damaged."""
        while self._undo:
            self.ask("change back", self._undo.pop())


# -- functions that are called through the door


def _decode(client: Client, document: bytes) -> Any:
    return client.decode(document)  # here, since looking up the attribute may run foreign code too


def _encode(by: Client | Encoder, value: Any) -> Any:
    """Return encoded text as Python's own bytes, and any other result unchanged."""
    written: Any = by.call(value) if isinstance(by, Encoder) else by.encode(value)
    if isinstance(written, str):
        return str.encode(written, "utf-8", "surrogatepass")
    return b"".join((written,)) if isinstance(written, bytes | bytearray) else written


def _read_all(
    client: Client, value: Any, paths: Sequence[Path], plain: Callable[[Any], object], watch: Watch
) -> list[Any]:
    values = []
    for path in paths:  # a hundred and more in a document, so that a function call for each would be felt
        watch.go_on()
        shown = client.read(value, path)
        values.append(NOT_SHOWN if shown is NOT_SHOWN else plain(shown))
    return values


def _read(client: Client, value: Any, path: Path, plain: Callable[[Any], object]) -> Any:
    shown = client.read(value, path)
    return NOT_SHOWN if shown is NOT_SHOWN else plain(shown)


def _whole(client: Client, value: Any) -> Any:
    try:
        return plain_of(client.read(value, ()))
    except Exception:  # noqa: BLE001 (a reader that is written for members may raise anything)
        return None


def _equal(left: Any, right: Any) -> bool:
    return bool(left == right)


def _unequal(left: Any, right: Any) -> bool:
    return bool(left != right)


def _printed_twice(value: Any) -> Texts:
    return Texts(_printed(value), _printed(value))


def _printed(value: Any) -> tuple[str, ...]:
    return tuple(_text(how, value) for how in _HOW.values())


def _text(how: Callable[[Any], str], value: Any) -> str:
    return str.__str__(how(value))  # a class derived from str may be anything


_HOW: Final[Mapping[str, Callable[[Any], str]]] = dict(zip(WAYS_TO_PRINT, (repr, str), strict=True))
