"""A search in chunks of cases, each of which may be tried anywhere: the same search has the same ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from attrs import define, field, frozen

from runlaws.case import Case
from runlaws.contract import Profile
from runlaws.trial import Layer
from runlaws_strategies import Kind
from runlaws_strategies.build import Choices, random_case, recorded_case

__all__ = ["Chunk", "ChunkCases", "Numbered", "random_size"]

_SIZE: Final = 1000
"""How many cases of the catalogue or a corpus a chunk has. What is asked once of a client is asked once in
each chunk, so that fewer would take longer; with more, jobs would wait for one another at the end."""

_SIZE_OF_RANDOM: Final = 250

Numbered = tuple[int | None, Case]
"""A case, with its number if it is random."""


@frozen
class Chunk:
    """Some hundred cases in a row of one layer of a search."""

    layer: Layer
    number: int
    is_spent: bool = False
    """Whether the client has hung too often before: then it is not asked."""


def random_size(patience: int | None) -> int:
    """Return how many random cases a chunk has, where a search may end when so many have shown nothing new."""
    return _SIZE_OF_RANDOM if patience is None else max(1, min(patience, _SIZE_OF_RANDOM))


@define
class ChunkCases:
    """The cases of each chunk of a search. They are made in order, so chunks are best asked for in order."""

    listed: Callable[[Layer], Iterable[Case]]
    """The cases of a corpus and of the catalogue; some may come twice."""
    profile: Profile
    kinds: tuple[Kind, ...]
    seed: int
    examples: int | None
    """How many random cases there are; None if there is no end of them."""
    random_size: int = _SIZE_OF_RANDOM
    _begun: dict[Layer, _Listed] = field(init=False, factory=dict)

    def of(self, chunk: Chunk) -> Iterable[Numbered]:
        """Return the cases of a chunk; beyond the last chunk of a layer, none."""
        if chunk.layer is Layer.RANDOM:
            return self._random(chunk.number)
        begun = self._begun.get(chunk.layer)
        if begun is None or begun.number > chunk.number:
            begun = self._begun[chunk.layer] = _Listed(iter(self.listed(chunk.layer)))
        return begun.chunk(chunk.number)

    def choices_of(self, index: int) -> Choices:
        """Return the choices by which a random case is made."""
        return recorded_case(self.seed, index, self.profile, self.kinds)[1]

    def _random(self, number: int) -> Iterator[Numbered]:
        start = number * self.random_size
        stop = start + self.random_size
        for index in range(start, stop if self.examples is None else min(stop, self.examples)):
            yield index, random_case(self.seed, index, self.profile, self.kinds)


@define
class _Listed:
    """Listed cases, each once, by chunks."""

    cases: Iterator[Case]
    number: int = 0
    """The number of the next chunk."""
    _seen: set[str] = field(init=False, factory=set)

    def chunk(self, number: int) -> Iterator[Numbered]:
        """Yield the cases of a chunk: the next one, or one further on."""
        while self.number < number:
            for _ in self._next():
                pass
        return self._next()

    def _next(self) -> Iterator[Numbered]:
        self.number += 1
        return ((None, case) for case in islice(self._once(), _SIZE))

    def _once(self) -> Iterator[Case]:
        for case in self.cases:
            if case.id not in self._seen:
                self._seen.add(case.id)
                yield case
