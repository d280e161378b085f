"""`runlaws fuzz`: a client against the laws."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import click
from attrs import evolve, frozen

from runlaws.case import Case
from runlaws.cli._clients import find, quiet
from runlaws.cli._early import so_far
from runlaws.cli._ending import sentence_of, status_of
from runlaws.cli._errors import fail
from runlaws.cli._journal import Journal
from runlaws.cli._keeping import keep_cases
from runlaws.cli._print import print_results
from runlaws.cli._reports import Reports
from runlaws.cli._search import LeftOut, held_to, searched, today, witness_results
from runlaws.cli._supervised import supervised
from runlaws.cli._terms import Terms
from runlaws.cli._where import located
from runlaws.corpus import CasesOfProfile, as_place
from runlaws.finding import CampaignPart, Finding, KnownSeen, SearchResult
from runlaws.known import Known, WitnessResult, WitnessState, read_known
from runlaws.laws import Law
from runlaws.objects import find_profile
from runlaws.observe import observer_of
from runlaws.requirements import Requirements
from runlaws.search import JobEnded, Until, finding_of, permit_of, replay_command
from runlaws.trial import Trial
from runlaws_strategies.build import controls

__all__ = ["run"]

_UPDATE = "run `runlaws known update CLIENT`"


@frozen
class _Beside:
    """The known failures of a search: what their witnesses show, and which of them the search left out."""

    outcomes: Sequence[WitnessResult]
    left_out: LeftOut

    def as_data(self) -> KnownSeen | None:
        """Return the data for a report, or None if no failure of the client is known."""
        if not self.outcomes:
            return None
        shown = {outcome.known.key for outcome in self.outcomes if outcome.state is WitnessState.KNOWN}
        seen = len(shown | self.left_out.seen)
        return KnownSeen(self.outcomes[0].known.file, len(self.outcomes), seen, tuple(self._complaints()))

    def _complaints(self) -> Iterator[str]:
        """Yield a sentence for each entry that is out of date."""
        for outcome in self.outcomes:
            known = outcome.known
            unshown = outcome.state in (WitnessState.STALE, WitnessState.ELSEWHERE, WitnessState.NOT_ASKED)
            if unshown and known.key in self.left_out.seen:
                yield f"{known.where}: the client still breaks {known}, but not on its document: {_UPDATE}"
            elif outcome.state is not WitnessState.KNOWN:
                yield outcome.text
            elif known.expired(today()):
                yield known.expiry


@frozen
class _Search:
    """What is searched, and how."""

    spec: str
    examples: int
    seed: int
    profile: str
    terms: Terms
    laws: Sequence[Law]
    entries: Sequence[Known]
    corpus: CasesOfProfile | None
    seconds: float | None
    jobs: int
    requirements: Requirements | None
    shard: tuple[int, int] | None

    def cases(self) -> Iterable[Case]:
        """Return the cases that are tried first: those of a corpus, and those of the requirements."""
        if self.requirements is None:
            return () if self.corpus is None else self.corpus
        return itertools.chain(self.corpus or (), self.requirements.cases(find_profile(self.profile)))


def run(  # noqa: PLR0913 (an argument for each option)
    spec: str,
    *,
    examples: int,
    seed: int,
    reports: Mapping[str, Path | None],
    known: Path | None,
    ids: tuple[str, ...],
    terms: Terms,
    profile: str,
    corpus: str | None = None,
    seconds: float | None = None,
    jobs: int = 1,
    revision: str | None = None,
    shard: tuple[int, int] | None = None,
) -> int:
    """Search, write what is asked for, print the findings, and return the exit status.

    The search has a process of its own where that is possible: if the client kills it, what was found is reported.
    """
    if shard is not None and seconds is not None:
        fail("--shard and --time: expected one of them, for parts that end by the clock are not parts of one whole")
    contract = find_profile(profile)
    wanted_reports = Reports.asked_for(reports)
    laws, requirements = held_to(ids, revision, contract)
    entries = [entry for entry in read_known(known) if not ids or entry.law in ids] if known is not None else ()
    cases = None if corpus is None else CasesOfProfile(as_place(corpus), contract)
    wanted = _Search(spec, examples, seed, profile, terms, laws, entries, cases, seconds, jobs, requirements, shard)

    def ended(journal: Journal, how: str) -> int:
        return _ended(wanted, journal, wanted_reports, how)

    return supervised(lambda journal: _run(wanted, journal, wanted_reports), spec=spec, ended=ended, jobs=jobs)


def _ended(wanted: _Search, journal: Journal, reports: Reports, how: str) -> int:
    """Report what was found until the client ended the search."""
    _write(_so_far(wanted, journal, how=how), wanted.terms, journal, reports)
    return 1


def _so_far(wanted: _Search, journal: Journal, *, how: str = "", outside: str = "") -> SearchResult:
    """Return what was found until now; if it was a part of a campaign, it still is."""
    result = so_far(journal, wanted.spec, wanted.profile, wanted.seed, how=how, outside=outside)
    if wanted.shard is None:
        return result
    return evolve(result, shard=CampaignPart(*wanted.shard, wanted.examples, version("runlaws")))


def _run(wanted: _Search, journal: Journal, reports: Reports) -> int:
    """Search in this process, and report; return the exit status."""
    try:
        result = _result(wanted, journal)
    except JobEnded as job:
        journal.only(job.number)
        return _ended(wanted, journal, reports, job.how)
    except KeyboardInterrupt as error:
        if not journal.name:
            raise
        _write(_so_far(wanted, journal, outside=sentence_of(error)), wanted.terms, journal, reports)
        click.echo(sentence_of(error), err=True)
        return status_of(error)
    _write(result, wanted.terms, journal, reports)
    return 1 if result.findings or (result.known and result.known.complaints) else 0


def _write(result: SearchResult, terms: Terms, journal: Journal, reports: Reports) -> None:
    """Save the failing cases, write the reports, then the text, whose reader may close the pipe early.

    If a report cannot be written, after all, the text is printed first.
    """
    keep_cases(result, journal.client_name)
    result = terms.replayed(result)
    try:
        reports.write(located(result))
    finally:
        if not reports.printed:
            print_results(result)


def _result(wanted: _Search, journal: Journal) -> SearchResult:
    client = find(wanted.spec, wanted.profile, wanted.terms)
    entries = tuple(entry for entry in wanted.entries if entry.speaks_of(client.name))
    journal.begin(observer_of(client, deadline=wanted.terms.deadline).name, client.name)
    clients = {wanted.profile: client}
    outcomes = witness_results(entries, wanted.spec, clients, wanted.terms)
    beside = _Beside(outcomes, LeftOut([entry for entry in entries if not entry.expired(today())]))
    until = None if wanted.seconds is None else Until(wanted.seconds)
    result = searched(
        client,
        spec=wanted.spec,
        examples=wanted.examples,
        seed=wanted.seed,
        profile=wanted.profile,
        deadline=wanted.terms.deadline,
        laws=wanted.laws,
        left_out=beside.left_out,
        announce=True,
        corpus=wanted.cases(),
        enumerate_first=wanted.requirements is None,
        on_case=journal.count,
        on_failure=journal.add,
        until=until,
        jobs=wanted.jobs,
        shard=wanted.shard,
        on_job=journal.of_job,
    )
    _say_what_was_not_tried(until, wanted.corpus)
    trial = Trial(observer_of(client, deadline=wanted.terms.deadline), wanted.laws, controls)
    findings = (*result.findings, *_shown_otherwise(beside, result, wanted.spec, trial))
    return evolve(result, findings=findings, known=beside.as_data())


def _say_what_was_not_tried(until: Until | None, corpus: CasesOfProfile | None) -> None:
    if until is not None:
        click.echo(f"the search ends, since {until.says}", err=True)
    if corpus is not None and corpus.left_out:
        click.echo(f"{corpus.path}: left out {corpus.others()}: --profile names what is tried", err=True)


def _shown_otherwise(beside: _Beside, result: SearchResult, spec: str, trial: Trial) -> Iterator[Finding]:
    """Yield the unknown failures that witnesses show and the search did not find."""
    seen = {finding.failure.cause for finding in result.findings}
    for outcome in beside.outcomes:
        case = outcome.known.witness
        for failure in outcome.others:
            if failure.cause not in seen:
                seen.add(failure.cause)
                with quiet():
                    permit = permit_of(trial, failure, case)
                replay = replay_command(case, spec)
                yield finding_of(failure, case, result.client, replay=replay, permit=permit, tried=1, seen=1)
