"""What an implementation under test must offer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol, runtime_checkable

from runlaws.client._policy import Policy
from runlaws.client._snippet import Snippet
from runlaws.values import ABSENT, Path

__all__ = ["NOT_SHOWN", "Client", "HasEncoders", "HasSnippet", "SeesHeaders"]

NOT_SHOWN = ABSENT
"""What `read` returns for a place that the value does not show."""


@runtime_checkable
class Client(Protocol):
    """An implementation under test. Its methods may raise anything; only `observe` calls them."""

    @property
    def name(self) -> str:
        """Its name in reports."""
        ...

    @property
    def version(self) -> str:
        """Its version, or an empty text."""
        ...

    @property
    def policy(self) -> Policy:
        """What it promises."""
        ...

    @property
    def encodes(self) -> bool:
        """Whether it can encode."""
        ...

    def decode(self, document: bytes) -> Any:
        """Return the client's own value for a JSON document."""
        ...

    def encode(self, value: Any) -> bytes | str:
        """Return a value as JSON text."""
        ...

    def read(self, value: Any, path: Path) -> Any:
        """Return what a value shows at a path of the document, or `NOT_SHOWN`."""
        ...


@runtime_checkable
class SeesHeaders(Protocol):
    """What a client offers besides `decode` if its values hold something from the headers of a reply."""

    def decode_reply(self, document: bytes, headers: Mapping[str, str]) -> Any:
        """Return the client's own value for a reply: a JSON document, and headers by lower-case names."""
        ...


@runtime_checkable
class HasEncoders(Protocol):
    """What a client offers besides `encode` if a value can be written in several ways."""

    @property
    def encoders(self) -> Mapping[str, Callable[[Any], bytes | str]]:
        """Each way by its name. The first is the one that `encode` goes."""
        ...


@runtime_checkable
class HasSnippet(Protocol):
    """What a client offers besides `decode` for reports that show its SDK alone."""

    @property
    def snippet(self) -> Snippet:
        """The SDK without runlaws, as lines of Python."""
        ...
