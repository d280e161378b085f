"""The parts of a search, and who does them: this process, one after another, or several jobs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Protocol, TypeAlias

from attrs import frozen

from runlaws.search._chunks import Chunk
from runlaws.search._searcher import Apart, ChunkResult, LawFailures, Searcher

__all__ = ["Doing", "OneJob", "Part", "PartResult"]

Part: TypeAlias = Chunk | LawFailures
PartResult: TypeAlias = ChunkResult | tuple[Apart, ...]


class Doing(Protocol):
    """Somebody who does the parts of a search while its context lasts."""

    def __enter__(self) -> Doing:
        """Begin."""
        ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End."""
        ...

    def results(self, parts: Iterable[Part]) -> Iterator[PartResult]:
        """Have the parts done, and yield their results in the same order."""
        ...


@frozen
class OneJob:
    """Does the parts of a search in this process, one after another."""

    searcher: Searcher

    def __enter__(self) -> OneJob:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        pass

    def results(self, parts: Iterable[Part]) -> Iterator[PartResult]:
        """Do the parts, and yield their results."""
        return map(self.searcher.do, parts)
