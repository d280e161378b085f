"""What the chunks of a search showed, joined in their order: it is the same whoever tried them, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator

from attrs import define, evolve, field

from runlaws.contract import Profile
from runlaws.coverage import Meter
from runlaws.finding import Tallies
from runlaws.search._kept import FailingCase, Kept
from runlaws.search._searcher import MORE_RANDOM, ChunkResult, LawFailures
from runlaws.trial import Layer, Memory
from runlaws.verdict import Cause, Failure

__all__ = ["Joined"]


@define
class Joined:
    """The results of chunks, of which each is added once, in their order."""

    profile: Profile
    tried: int = 0
    hangs: int = 0
    in_vain: int = 0
    """How many random cases have shown nothing new."""
    tallies: Tallies = field(factory=Tallies)
    seen: Counter[Cause] = field(factory=Counter)
    statements: dict[Cause, dict[str, None]] = field(factory=dict)
    known: set[Hashable] = field(factory=set)
    meter: Meter = field(init=False)
    _listed: Kept = field(init=False, factory=Kept)
    _random: Kept = field(init=False, factory=lambda: Kept(most=MORE_RANDOM, most_names=MORE_RANDOM))
    _memory: Memory = field(init=False, factory=Memory)

    def __attrs_post_init__(self) -> None:
        self.meter = Meter(self.profile)

    def add(self, result: ChunkResult) -> None:
        """Add what a chunk showed. Messages that are alike get one name, though chunks may name them otherwise."""
        name = self._memory.messages.cause
        self.tried += result.tried
        self.hangs += result.hangs
        self.tallies.add(result.tallies)
        self.known |= result.known
        self.meter.add_seen(result.met, result.tried)
        new = [at for cause, at in result.first.items() if name(cause) not in self.seen]
        if result.chunk.layer is Layer.RANDOM:
            self.in_vain = result.tried - 1 - max(new) if new else self.in_vain + result.tried
        for cause, number in result.seen.items():
            self.seen[name(cause)] += number
        for cause, statements in result.statements.items():
            self.statements.setdefault(name(cause), {}).update(dict.fromkeys(statements))
        kept = self._random if result.chunk.layer is Layer.RANDOM else self._listed
        for shown in result.kept:
            kept.keep(evolve(shown, failure=self._memory.messages.failure(shown.failure)))

    def statements_of(self, failure: Failure) -> Iterable[str]:
        """Return in which statements of the client an exception with a failure's cause was raised."""
        return self.statements.get(failure.cause, ())

    def alike(self) -> Iterator[LawFailures]:
        """Yield what is kept of the failures of each law."""
        listed, random = _by_law(self._listed), _by_law(self._random)
        for law in dict.fromkeys((*listed, *random)):
            yield LawFailures(law, listed.get(law, ()), random.get(law, ()), self.hangs)


def _by_law(kept: Kept) -> dict[str, list[FailingCase]]:
    by_law: dict[str, list[FailingCase]] = {}
    for shown in kept.all():
        by_law.setdefault(shown.failure.law, []).append(shown)
    return by_law
