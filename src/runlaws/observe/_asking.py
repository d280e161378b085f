"""One client asked about one case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import define

from runlaws.case import Case
from runlaws.client import NOT_SHOWN, Answer, Client, Policy, Thrown
from runlaws.document import read
from runlaws.observe._door import Door
from runlaws.values import Path

__all__ = ["Asking"]


@define(kw_only=True)
class Asking(Door):
    """The door to a client, with what a case's questions need: each is one call, or a few of the same kind.

    `encodes` says whether the client is to be asked to encode; `decode_reply` is the client's own, where it has one.
    """

    client: Client
    policy: Policy
    encodes: bool
    decode_reply: Callable[..., Any] | None
    case: Case

    def same(self, call: str, left: Any, right: Any) -> Answer:
        """Ask whether left == right."""
        return self.answer(call, _equal, left, right)

    def decode(self, document: bytes) -> tuple[Any, Answer]:
        """Have a document decoded."""
        return self.ask("decode", _decode, self.client, document)

    def encode(self, value: Any) -> tuple[bytes, Answer]:
        """Have a value encoded: return the bytes, and an answer that holds their tree."""
        written, answer = self.ask("encode", _encode, self.client, value)
        if answer.thrown is not None:
            return b"", answer
        if not isinstance(written, bytes):
            return b"", _not_json(f"encode gave {type(written).__name__}, not bytes or str")
        if written == self.case.document and self.case.tree is not None:
            return written, Answer(self.case.tree)  # to the byte what was sent: nothing to read
        reading = read(written, disputes=False)
        if reading.faults:
            return b"", _not_json(f"what encode wrote {reading.faults[0].says}")
        return written, Answer(reading.tree)  # None where it is nested too deep to be read, as its document was

    def read(self, value: Any, path: Path, plain: Callable[[Any], object]) -> tuple[Any, Answer]:
        """Have a value show what it has at a path, and make plain JSON data of that, or `NOT_SHOWN`."""
        return self.ask("read", _read, self.client, value, path, plain)


def _decode(client: Client, document: bytes) -> Any:
    return client.decode(document)  # the attribute, too, is looked up behind the door


def _encode(client: Client, value: Any) -> Any:
    """Return what is written as Python's own bytes; anything that is no text as it is."""
    written: Any = client.encode(value)
    if isinstance(written, str):
        return str.encode(written, "utf-8", "surrogatepass")
    return b"".join((written,)) if isinstance(written, bytes | bytearray) else written


def _read(client: Client, value: Any, path: Path, plain: Callable[[Any], object]) -> Any:
    shown = client.read(value, path)
    return NOT_SHOWN if shown is NOT_SHOWN else plain(shown)


def _equal(left: Any, right: Any) -> bool:
    return bool(left == right)


def _not_json(says: str) -> Answer:
    return Answer(thrown=Thrown("NotJson", says, own=False))
