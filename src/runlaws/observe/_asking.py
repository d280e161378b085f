"""One client asked about one case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import define, field, frozen

from runlaws.case import Case
from runlaws.client import NOT_SHOWN, Answer, Client, Policy, Thrown
from runlaws.document import Reading, read
from runlaws.observe._deadline import Watch
from runlaws.observe._door import Door
from runlaws.values import Path

__all__ = ["Asking", "Encoder"]


@frozen
class Encoder:
    """One of several ways in which a client writes its values."""

    call: Callable[[Any], Any]


@define(kw_only=True)
class Asking(Door):
    """The door to a client, with the questions about a case: each is one call, or a few of the same kind.

    `encodes` says whether to ask the client to encode; `decode_reply` is the client's method, or None.
    """

    client: Client
    policy: Policy
    encodes: bool
    decode_reply: Callable[..., Any] | None
    case: Case
    encoders: Mapping[str, Encoder]
    """The client's other encoders, by their names."""
    written_first: bytes = field(init=False, default=b"")
    """What the client wrote of a value that had been asked nothing else; empty if it was not asked to."""
    _read: dict[bytes, Reading] = field(init=False, factory=dict)

    def same(self, call: str, left: Any, right: Any) -> Answer:
        """Return the answer to whether left == right, as a boolean."""
        return self.answer(call, _equal, left, right)

    def decode(self, document: bytes) -> tuple[Any, Answer]:
        """Return the decoded document, or None, and an answer with what decoding raised."""
        return self.ask("decode", _decode, self.client, document)

    def encode(self, value: Any, by: str = "") -> tuple[bytes, Answer]:
        """Return an encoded value as bytes, and an answer with their tree or with what encoding raised.

        `by` names another encoder of the client than the first.
        """
        call = f"encode by {by}" if by else "encode"
        written, answer = self.ask(call, _encode, self.encoders[by] if by else self.client, value)
        if answer.thrown is not None:
            return b"", answer
        if not isinstance(written, bytes):
            return b"", _not_json(f"{call} gave {type(written).__name__}, not bytes or str")
        if written == self.case.document and self.case.tree is not None:
            return written, Answer(self.case.tree)  # the bytes that were sent, whose tree is known
        if written not in self._read:  # most clients write the same of every value of a case
            self._read[written] = read(written, disputes=False)
        reading = self._read[written]
        if reading.faults:
            return b"", _not_json(f"what {call} wrote {reading.faults[0].says}")
        return written, Answer(reading.tree)  # None if it is nested too deep to be read, as the document was

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


def _equal(left: Any, right: Any) -> bool:
    return bool(left == right)


def _not_json(says: str) -> Answer:
    return Answer(thrown=Thrown("NotJson", says, own=False))
