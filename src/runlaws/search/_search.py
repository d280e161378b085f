"""The search itself: the cases of a corpus if there is one, the catalogue, then random cases."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import Any

from attrs import define, evolve, field

from runlaws.case import Case
from runlaws.client import Client
from runlaws.contract import Profile
from runlaws.finding import CampaignPart, Finding, SearchResult, Tally
from runlaws.laws import LAWS, Law
from runlaws.objects import as_profile
from runlaws.observe import DEADLINE, Observer
from runlaws.search._afresh import checked_afresh
from runlaws.search._chunks import Chunk
from runlaws.search._finding_of import finding_of, order_of, replay_command, times_seen
from runlaws.search._jobs import Jobs
from runlaws.search._joined import Joined
from runlaws.search._parts import Doing, OneJob
from runlaws.search._progress import LessKnown
from runlaws.search._searcher import Apart, ChunkResult, Listener, Searcher, SearchSettings
from runlaws.search._until import Until
from runlaws.trial import Controls, Layer, Trial
from runlaws.verdict import Failure

__all__ = ["search"]


def search(  # noqa: PLR0913 (each is a setting of its own, with a default)
    client: Client,
    *,
    laws: Sequence[Law] = LAWS,
    examples: int = 1000,
    seed: int = 0,
    profile: str | Profile = "v2",
    spec: str = "",
    corpus: Iterable[Case] = (),
    enumerate_first: bool = True,
    on_case: Callable[[str], None] = lambda _: None,
    on_failure: Callable[[Failure, Case], object] = lambda *_: None,
    on_known: Callable[[Hashable], object] = lambda _: None,
    less_known: LessKnown = lambda failure, case, _: (failure, case),
    deadline: float = DEADLINE,
    until: Until | None = None,
    trial_of: Callable[[Observer, Sequence[Law], Controls], Trial] = Trial,
    jobs: int = 1,
    on_job: Callable[[int], object] = lambda _: None,
    shard: tuple[int, int] | None = None,
    anew: bool = True,
) -> SearchResult:
    """Try a client with a corpus, the catalogue, then random cases, and return each distinct failure once.

    The catalogue finds the same every time, and a seed gives the same `examples` random cases. A failure that only a
    random case shows is shrunk by Hypothesis. `on_case` is called for every case, with `corpus`, `catalogue` or
    `random`. The cases of the `corpus`, of the same profile, come first.
    `less_known` returns what is left of a failure and its case without what is known, or None where nothing is: then it
    is not reported. Each call of the client may take `deadline` seconds. With `until`, the search ends when that is
    reached, whatever `examples` says. `spec` is what a user types for the client. `trial_of` makes the trials.
    With several `jobs`, so many processes try cases, and `on_job` is called in each with its number. A `shard` (1 of 4)
    is a part of a campaign, which `merged` joins with the others. With `anew`, what a client in a process of its own
    does is tried in a new process, too. Raises `UnknownProfile`.
    """
    contract = as_profile(profile)
    corpus = corpus if jobs == 1 else tuple(corpus)
    settings = SearchSettings(
        client, laws, examples, seed, contract, corpus, enumerate_first, less_known, deadline, until, trial_of, anew
    )
    listener = Listener(lambda layer: on_case(layer.value), on_failure)
    searcher = Searcher(settings, listener)
    with Jobs(settings, listener, jobs, on_job) if jobs > 1 else OneJob(searcher) as doing:
        joined = _Chunks(settings, searcher, shard).joined_by(doing)
        apart = [cause for each in doing.results(joined.alike()) if isinstance(each, tuple) for cause in each]
        afresh = checked_afresh(apart, searcher)
    for key in joined.known | afresh.known:
        on_known(key)
    tallies = joined.tallies.of([law.id for law in laws])
    name = searcher.observer.name
    findings = _findings(afresh.causes, joined, name, spec, {tally.law: tally for tally in tallies})
    more: dict[str, Any] = {
        "spec": spec,
        "snippet": searcher.observer.snippet,
        "coverage": joined.meter.coverage().shares,
        "shard": None if shard is None else _shard(shard, examples, joined),
    }
    return SearchResult(name, contract.spec, joined.tried, seed, findings, tallies, **more)


@define
class _Chunks:
    """The chunks of a search, and what those that were tried have shown."""

    settings: SearchSettings
    searcher: Searcher
    shard: tuple[int, int] | None = None
    joined: Joined = field(init=False)
    _over: set[Layer] = field(init=False, factory=set)

    def __attrs_post_init__(self) -> None:
        self.joined = Joined(self.settings.profile)

    def joined_by(self, doing: Doing) -> Joined:
        """Have all chunks tried, and return what they showed.

        Where a client has hung too often in some chunks, those after them count as tried without it, even if one of
        them was tried meanwhile: so the same comes out whoever tries them.
        """
        for result in doing.results(self._parts()):
            assert isinstance(result, ChunkResult)
            if self._is_spent and not result.chunk.is_spent:
                result = self.searcher.try_chunk(evolve(result.chunk, is_spent=True))  # noqa: PLW2901 (in its place)
            if not result.tried:
                self._over.add(result.chunk.layer)
            self.joined.add(result)
        return self.joined

    def _parts(self) -> Iterator[Chunk]:
        """Yield the chunks, until those that were tried say that there are no more."""
        for layer in Layer:
            numbers = itertools.count(*self._of_shard(layer))
            while layer not in self._over and not self._is_time_over():
                yield Chunk(layer, next(numbers), self._is_spent)

    def _of_shard(self, layer: Layer) -> tuple[int, int]:
        """Return the number of the first chunk of a layer that is in the shard, and by how much it grows.

        The random ones are counted from the other end of the shards, so that the first shard has not one more of each.
        """
        if self.shard is None:
            return 0, 1
        number, count = self.shard
        return count - number if layer is Layer.RANDOM else number - 1, count

    @property
    def _is_spent(self) -> bool:
        return self.joined.hangs >= self.searcher.most_hangs

    def _is_time_over(self) -> bool:
        until = self.settings.until
        return until is not None and (bool(until.says) or until.is_in_vain(self.joined.in_vain))


def _shard(shard: tuple[int, int], examples: int, joined: Joined) -> CampaignPart:
    met = {aspect: tuple(names) for aspect, names in joined.meter.seen().items()}
    return CampaignPart(*shard, examples, version("runlaws"), met)


def _findings(
    apart: Iterable[Apart], joined: Joined, name: str, spec: str, tallies: Mapping[str, Tally]
) -> tuple[Finding, ...]:
    """Return a finding for each cause, in the order of the laws; `tallies` are theirs."""
    apart = list(apart)
    causes = {each.failure.cause for each in apart}
    own = {(each.failure.cause, *each.failure.raised[:1]) for each in apart}
    findings = [
        finding_of(
            cause.failure,
            cause.case,
            name,
            replay=replay_command(cause.case, spec),
            permit=cause.permit,
            tried=tallies[cause.failure.law].asked,
            seen=min(times_seen(cause.failure.cause, joined.seen, causes), tallies[cause.failure.law].failed) or 1,
            statements=tuple(at for at in joined.statements_of(cause.failure) if (cause.failure.cause, at) not in own),
        )
        for cause in apart
    ]
    return tuple(sorted(findings, key=order_of))
