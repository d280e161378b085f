"""The five interfaces of the documented class, as protocols that can be used with `isinstance`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

from runlaws.values import Absent, Json

__all__ = ["HasCreatedAt", "HasFileIds", "HasId", "HasMetadata", "HasModel"]


@runtime_checkable
class HasId(Protocol):
    """Has an `id`, a text (the class's `IId`)."""

    @property
    def id(self) -> str: ...


@runtime_checkable
class HasModel(Protocol):
    """Has a `model`, the name of a model or deployment (the class's `IModel`)."""

    @property
    def model(self) -> str: ...


@runtime_checkable
class HasCreatedAt(Protocol):
    """Has a `created_at`, in seconds since the epoch (the class's `ICreatedAt`)."""

    @property
    def created_at(self) -> int: ...


@runtime_checkable
class HasFileIds(Protocol):
    """Has `file_ids`, a list of texts on the v1 wire and absent on v2 (the class's `IFileIds`)."""

    @property
    def file_ids(self) -> Sequence[str] | None | Absent: ...


@runtime_checkable
class HasMetadata(Protocol):
    """Has `metadata`, a map of text to text (the class's `IMetaData`)."""

    @property
    def metadata(self) -> Mapping[str, Json] | None | Absent: ...
