"""A client made from Python functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import field, frozen

from runlaws.client import Policy, by_attribute
from runlaws.values import Path

__all__ = ["PythonClient"]


@frozen(kw_only=True)
class PythonClient:
    """A client made from a function that decodes bytes, and optional ones that encode and read.

    `decode` takes the bytes of a JSON document and returns the SDK's own object; `encode` takes that object and
    returns JSON text as bytes or str. `decode_reply` takes the bytes and the headers of a reply, for an SDK whose
    objects hold something from the headers. `read` takes the object and a path such as `("last_error", "message")`;
    by default, attributes with the same names are read.
    """

    _decode: Callable[[bytes], Any] = field(alias="decode")
    _encode: Callable[[Any], bytes | str] | None = field(default=None, alias="encode")
    decode_reply: Callable[[bytes, Mapping[str, str]], Any] | None = None
    _read: Callable[[Any, Path], Any] = field(default=by_attribute, alias="read")
    policy: Policy = field(factory=Policy)
    name: str = "client"
    version: str = ""

    @property
    def encodes(self) -> bool:
        """Whether there is an `encode`."""
        return self._encode is not None

    def decode(self, document: bytes) -> Any:
        """Return the SDK's object for a document."""
        return self._decode(document)

    def encode(self, value: Any) -> bytes | str:
        """Return JSON text for an object; raises TypeError if the client has no `encode`."""
        if self._encode is None:
            msg = f"the client {self.name} has no encode"
            raise TypeError(msg)
        return self._encode(value)

    def read(self, value: Any, path: Path) -> Any:
        """Return what an object shows at a path."""
        return self._read(value, path)
