"""A client that does nothing: it has asked another and knows all answers, so that what is left is what asking costs."""

from __future__ import annotations

from typing import Any

from attrs import define, field

from runlaws.adapters.reference import InvalidDocument
from runlaws.adapters.reference import client as reference
from runlaws.client import NOT_SHOWN, Client
from runlaws.document import unstructure
from runlaws.values import Path, json_key

__all__ = ["Knowing", "Value", "client"]

_NUMBERS: dict[object, int] = {}


class Value:
    """Stands for what the other decoded: equal, hashed, copied and pickled by a number."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and self.number == other.number

    def __hash__(self) -> int:
        return self.number

    def __copy__(self) -> Value:
        return self

    def __deepcopy__(self, memo: object) -> Value:
        return self


@define
class Knowing:
    """Asks another client what it has not been asked yet, and looks up the rest."""

    other: Client
    name: str = "knowing"
    version: str = ""
    encodes: bool = True
    policy: Any = field(default=None)
    decoded: dict[bytes, Value | Exception] = field(factory=dict, repr=False)
    values: dict[int, Any] = field(factory=dict, repr=False)
    encoded: dict[int, Any] = field(factory=dict, repr=False)
    shown: dict[tuple[int, Path], Any] = field(factory=dict, repr=False)

    def decode(self, document: bytes) -> Value:
        """Return what stands for the other's value, or raise what it raised."""
        found = self.decoded.get(document)
        if found is None:
            found = self.decoded[document] = self._ask(document)
        if isinstance(found, Exception):
            raise found
        return found

    def _ask(self, document: bytes) -> Value | Exception:
        try:
            made = self.other.decode(document)
        except InvalidDocument as error:
            return error
        number = _NUMBERS.setdefault(json_key(unstructure(made)), len(_NUMBERS))
        self.values[number] = made
        return Value(number)

    def encode(self, value: Value) -> Any:
        """Return what the other wrote."""
        if value.number not in self.encoded:
            self.encoded[value.number] = self.other.encode(self.values[value.number])
        return self.encoded[value.number]

    def read(self, value: Value, path: Path) -> Any:
        """Return what the other shows."""
        key = value.number, path
        found = self.shown.get(key, self)
        if found is self:
            found = self.shown[key] = self.other.read(self.values[value.number], path)
        return NOT_SHOWN if found is NOT_SHOWN else found


_OTHER = reference("v2")
client = Knowing(_OTHER, policy=_OTHER.policy)
