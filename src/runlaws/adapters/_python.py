"""A client made from Python functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from attrs import field, frozen

from runlaws.client import Policy, Snippet, by_attribute
from runlaws.values import Path

__all__ = ["PythonClient"]

_Encode: TypeAlias = Callable[[Any], bytes | str]


@frozen(kw_only=True)
class PythonClient:
    """A client made from a function that decodes bytes, and optional ones that encode and read.

    `decode` takes the bytes of a JSON document and returns the SDK's own object; `encode` takes that object and
    returns JSON text as bytes or str. Where an object can be written in several ways, `encode` has each under a name,
    the most used one first: `{"to_json": Run.to_json, "to_dict": lambda run: json.dumps(run.to_dict())}`.
    `decode_reply` takes the bytes and the headers of a reply, for an SDK whose objects hold something from the headers.
    `read` takes the object and a path such as `("last_error", "message")`; by default, attributes with the same names
    are read. `snippet` has lines of Python that use the SDK without runlaws, for reports.
    """

    _decode: Callable[[bytes], Any] = field(alias="decode")
    _encode: _Encode | Mapping[str, _Encode] | None = field(default=None, alias="encode")
    decode_reply: Callable[[bytes, Mapping[str, str]], Any] | None = None
    _read: Callable[[Any, Path], Any] = field(default=by_attribute, alias="read")
    policy: Policy = field(factory=Policy)
    name: str = "client"
    version: str = ""
    snippet: Snippet | None = None

    def __attrs_post_init__(self) -> None:
        given = self._encode
        several = given if isinstance(given, Mapping) else {"encode": given}
        for name, encode in several.items() if given is not None else ():
            if not callable(encode):
                msg = f"encode must be a function, or several by their names; {name!r} is a {type(encode).__name__}"
                raise TypeError(msg)
        if not several:
            msg = "encode must be a function, or several by their names, got none; a client need not have it"
            raise TypeError(msg)

    @property
    def encoders(self) -> Mapping[str, _Encode]:
        """Each way to encode by its name, the first of which is `encode`; none if there is but one."""
        return self._encode if isinstance(self._encode, Mapping) else {}

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
        encode = next(iter(self._encode.values())) if isinstance(self._encode, Mapping) else self._encode
        return encode(value)

    def read(self, value: Any, path: Path) -> Any:
        """Return what an object shows at a path."""
        return self._read(value, path)
