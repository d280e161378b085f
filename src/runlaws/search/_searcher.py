"""Who does the parts of a search with one client: tries chunks of cases, and tells apart the causes of failures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from attrs import define, evolve, field, frozen

from runlaws._signals import heard
from runlaws.case import Case
from runlaws.client import Client
from runlaws.contract import Profile
from runlaws.coverage import Meter
from runlaws.finding import Tallies
from runlaws.laws import Law
from runlaws.observe import Observer, observer_of
from runlaws.search._catalogue import listed_cases
from runlaws.search._chunks import Chunk, ChunkCases, random_size
from runlaws.search._kept import FailingCase, Kept
from runlaws.search._permit_of import permit_of
from runlaws.search._plain_name import with_plain_name
from runlaws.search._progress import LessKnown, Progress
from runlaws.search._until import Until
from runlaws.trial import Controls, Layer, Trial
from runlaws.verdict import Cause, Failure
from runlaws_strategies import kinds_for_all, without_plain
from runlaws_strategies.build import controls

__all__ = ["MORE_RANDOM", "Apart", "ChunkResult", "LawFailures", "Listener", "SearchSettings", "Searcher"]

MORE_RANDOM = 100
"""How many random cases are kept for each face, all of different makes."""


@frozen
class SearchSettings:
    """What is to be searched, and how: the arguments of `search`."""

    client: Client
    laws: Sequence[Law]
    examples: int
    seed: int
    profile: Profile
    corpus: Iterable[Case]
    enumerate_first: bool
    less_known: LessKnown
    deadline: float
    until: Until | None
    trial_of: Callable[[Observer, Sequence[Law], Controls], Trial] = Trial
    anew: bool = True


@frozen
class Listener:
    """What is called while a chunk is tried: for each case, and for each failure that is new in the chunk."""

    on_case: Callable[[Layer], object]
    on_failure: Callable[[Failure, Case], object]


@frozen
class ChunkResult:
    """What trying a chunk showed. It depends on the client, the seed and the chunk alone, and not on who tried it."""

    chunk: Chunk
    tried: int
    tallies: Tallies
    seen: Counter[Cause]
    """In how many cases a failure with each cause showed."""
    statements: Mapping[Cause, Sequence[str]]
    """In which statements of the client an exception with each cause was raised."""
    first: Mapping[Cause, int]
    """How many cases of the chunk had been tried before each cause first showed."""
    met: Mapping[str, Sequence[str]]
    """What of the contract its cases exercise."""
    kept: Sequence[FailingCase]
    known: frozenset[Hashable]
    """Which known failures showed."""
    hangs: int


@frozen
class LawFailures:
    """The failures of one law, of which a searcher is to tell apart the causes: from listed cases and random ones."""

    law: str
    listed: Sequence[FailingCase]
    random: Sequence[FailingCase]
    hangs: int


@frozen
class Apart:
    """One cause: its failure, the simplest case that shows it, and the setting of a policy that permits it."""

    failure: Failure
    case: Case
    permit: str


@define
class Searcher:
    """Does the parts of one search, each with a trial of its own: no part depends on those that were done before."""

    settings: SearchSettings
    listener: Listener
    observer: Observer = field(init=False)
    _cases: ChunkCases = field(init=False)

    def __attrs_post_init__(self) -> None:
        settings = self.settings
        self.observer = observer_of(settings.client, deadline=settings.deadline)
        kinds = without_plain(kinds_for_all(settings.laws))
        patience = None if settings.until is None else settings.until.patience
        examples = settings.examples if settings.until is None else None
        self._cases = ChunkCases(self._listed, settings.profile, kinds, settings.seed, examples, random_size(patience))

    def trial(self, hangs: int = 0) -> Trial:
        """Return a new trial of the client, which has hung so often until now."""
        trial = self.settings.trial_of(self.observer, tuple(self.settings.laws), controls)
        trial.hangs = hangs
        return trial

    def _listed(self, layer: Layer) -> Iterable[Case]:
        if layer is Layer.CORPUS:
            return self.settings.corpus
        return listed_cases(self.trial(), self.settings.profile) if self.settings.enumerate_first else ()

    @property
    def most_hangs(self) -> int:
        """How often the client may hang until a search asks it no more."""
        return self.trial().most_hangs

    def do(self, part: Chunk | LawFailures) -> ChunkResult | tuple[Apart, ...]:
        """Do a part of the search."""
        with heard():  # once for all cases of the part
            return self.try_chunk(part) if isinstance(part, Chunk) else self.tell_apart(part)

    def try_chunk(self, chunk: Chunk) -> ChunkResult:
        """Return what a chunk's cases show."""
        hangs = self.most_hangs if chunk.is_spent else 0
        meter = Meter(self.settings.profile)
        progress = Progress(self.trial(hangs), self.settings.less_known, meter=meter)
        trying = _Trying(progress, chunk.layer, self.listener)
        for index, case in self._cases.of(chunk):
            if self.settings.until is not None and self.settings.until.is_over():
                break
            trying.try_case(case, index)
        trial = progress.trial
        return ChunkResult(
            chunk,
            meter.cases,
            progress.tallies,
            progress.seen,
            {cause: tuple(its) for cause, its in progress.statements.items()},
            trying.first,
            meter.seen(),
            tuple(trying.kept.all()),
            frozenset(trial.memory.known),
            trial.hangs - hangs,
        )

    def tell_apart(self, alike: LawFailures) -> tuple[Apart, ...]:
        """Return the causes of a law's failures, each with the simplest case."""
        progress = Progress(self.trial(alike.hangs), self.settings.less_known)
        causes = progress.causes
        for shown in alike.listed:
            causes.look_behind(shown.failure, shown.case)
        for shown in alike.random:
            failure, case = with_plain_name(progress.trial, shown.failure, shown.case)
            if not causes.has(failure.cause):
                causes.look_behind(*self._shrunk(progress, shown))
            causes.look_behind(failure, case)  # it may be shrunk to what fails for another reason
        trial = progress.trial
        return tuple(Apart(each.failure, each.case, permit_of(trial, each.failure, each.case)) for each in causes.all())

    def _shrunk(self, progress: Progress, shown: FailingCase) -> tuple[Failure, Case]:
        if shown.index is None or not progress.trial.is_live:
            return shown.failure, shown.case
        from runlaws.search._shrinking import shrunk  # here, since most searches have nothing to shrink
        from runlaws_strategies._near import near

        record = self._cases.choices_of(shown.index)
        likely = near(record, self.settings.profile, self._cases.kinds)
        return shrunk(progress, shown.failure, shown.case, likely, self.settings.seed)


@define
class _Trying:
    """A chunk that is being tried: what is kept of it, and when each cause first showed."""

    progress: Progress
    layer: Layer
    listener: Listener
    kept: Kept = field(factory=Kept)
    first: dict[Cause, int] = field(factory=dict)
    _tried: int = 0

    def __attrs_post_init__(self) -> None:
        if self.layer is Layer.RANDOM:
            self.kept = evolve(self.kept, most_names=MORE_RANDOM)

    def try_case(self, case: Case, index: int | None) -> None:
        """Try a case, and keep it for each failure that few simpler cases show."""
        self.listener.on_case(self.layer)
        for failure, shown in self.progress.counted(case, self.layer):
            if failure.cause not in self.first:
                self.first[failure.cause] = self._tried
                self.listener.on_failure(failure, shown)
            self.kept.keep(FailingCase.of(failure, shown, index))
        self._tried += 1
