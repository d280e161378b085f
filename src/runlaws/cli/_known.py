"""`runlaws known`: bringing the file of known failures up to date with a client."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click
from attrs import define, evolve, field

from runlaws.case import Case
from runlaws.cli._clients import find, quiet
from runlaws.cli._errors import fail
from runlaws.cli._here import look_in_working_folder
from runlaws.cli._journal import Journal
from runlaws.cli._known_settings import How, Note
from runlaws.cli._search import LeftOut, laws_named, searched, today, witness_results
from runlaws.cli._supervised import supervised
from runlaws.cli._terms import Terms
from runlaws.client import Client
from runlaws.files import try_writing
from runlaws.known import (
    Known,
    New,
    WitnessResult,
    WitnessState,
    joined,
    read_known,
    with_added,
    with_causes,
    with_witnesses,
    without,
)
from runlaws.laws import Law, find_law
from runlaws.objects import find_profile
from runlaws.observe import observer_of
from runlaws.reports import printable
from runlaws.search import minimal
from runlaws.trial import Trial, check
from runlaws.verdict import Failure
from runlaws_strategies.build import controls

__all__ = ["prune", "update"]

_PROFILE = "v2"
"""The profile of the client whose name selects the entries; each entry is tried with the profile of its witness."""


@define
class _Updates:
    """What to write to a known-failures file: new entries, new witnesses, causes; and what was seen only once."""

    name: str
    clients: Mapping[str, Client]
    entries: Sequence[Known]
    note: Note
    deadline: float
    new: dict[tuple[str, ...], New] = field(factory=dict)
    added: dict[tuple[str, ...], tuple[Known, int]] = field(factory=dict)
    """New entries after those for one fault were joined, each with the number of those that it stands for."""
    refreshed: dict[tuple[str, ...], Known] = field(factory=dict)
    rewritten: dict[tuple[str, ...], Known] = field(factory=dict)
    once: list[Known] = field(factory=list)

    def take(self, failure: Failure, case: Case) -> None:
        """Add a failure, or refresh its entry, if its case shows it a second time."""
        new = self._new(failure, case)
        with quiet():
            client = self.clients[case.judgement.profile.spec]
            again = check(client, [find_law(failure.law)], case, deadline=self.deadline)
        alike = [known for known in self.entries if known.covers(failure, self.name)]
        old = next((known for known in alike if not known.matter or known.matter == new.matter), None)
        if not any(new.covers(failure, self.name) for failure in again):
            self.once.append(new)
        elif old is None:
            self.new.setdefault(new.key, New.of(new, failure))
        else:
            self.refreshed.setdefault(old.key, old.with_witness(failure, case))

    def take_outcomes(self, outcomes: Sequence[WitnessResult]) -> None:
        """Add what the witnesses show that is not known, and give an entry the document that shows its failure."""
        for outcome in outcomes:
            for failure in outcome.others:
                self.take(failure, outcome.known.witness)
            if outcome.moved is not None:
                self.refreshed.setdefault(outcome.known.key, outcome.moved)

    def join(self) -> None:
        """Join the new entries that show one fault under many names."""
        self.added = {entry.key: (entry, number) for entry, number in joined(self.new.values())}

    def bring_up(self, known: Known) -> Known:
        """Return an entry of the older form with the cause that its witness shows, and any other unchanged."""
        if not known.is_older:
            return known
        client = self.clients[known.witness.judgement.profile.spec]
        with quiet():
            trial = Trial(observer_of(client, deadline=self.deadline), [find_law(known.law)], controls)
            for _, verdict in trial.verdicts(known.witness):
                for failure in verdict.failures:
                    if known.covers(failure, self.name):
                        self.rewritten[known.key] = known.with_cause(*minimal(trial, failure, known.witness))
                        return self.rewritten[known.key]
        return known

    def _new(self, failure: Failure, case: Case) -> Known:
        note, several = self.note, any(known.client for known in self.entries)
        return Known.of_failure(
            failure,
            case,
            reason=note.reason or f"not explained yet: found by runlaws known update on {today()}",
            issue=note.issue,
            expires=note.expires,
            client=self.name if several else "",
        )


def update(spec: str, *, file: Path, how: How, note: Note) -> int:
    """Search a client for failures that are not in the file, add them, print what was done; return the exit status."""
    find_profile(how.profile)
    laws = laws_named(how.ids)
    _refuse_blanks(note)
    _refuse_past(note)
    look_in_working_folder()  # the file may name a profile of the user's own
    entries = read_known(file) if file.exists() else ()
    try_writing(file)

    def work(journal: Journal) -> int:
        client = _begun(spec, how.profile, how.terms, journal)
        clients = {how.profile: client}
        outcomes = witness_results(_of(client, entries), spec, clients, how.terms)
        updates = _Updates(client.name, clients, entries, note, how.terms.deadline)
        _search(updates, outcomes, spec, how, laws, journal)
        _write(file, updates)
        _report(file, updates, outcomes)
        return 0

    return supervised(work, spec=spec, left=_left(file))


def _search(
    updates: _Updates, outcomes: Sequence[WitnessResult], spec: str, how: How, laws: Sequence[Law], journal: Journal
) -> None:
    """Add what a search finds, and what witnesses show now."""
    known = [updates.bring_up(outcome.known) for outcome in outcomes if outcome.state is WitnessState.KNOWN]
    result = searched(
        updates.clients[how.profile],
        spec=spec,
        examples=how.examples,
        seed=how.seed,
        profile=how.profile,
        deadline=how.terms.deadline,
        laws=laws,
        left_out=LeftOut(known),
        on_failure=journal.add,
        on_case=journal.count,
        anew=False,  # an entry is for the suite, too, which asks one process
    )
    for finding in result.findings:
        updates.take(finding.failure, finding.case)
    updates.take_outcomes(outcomes)
    updates.join()


def _begun(spec: str, profile: str, terms: Terms, journal: Journal) -> Client:
    client = find(spec, profile, terms)
    journal.begin(observer_of(client, deadline=terms.deadline).name, client.name)
    return client


def _left(file: Path) -> Callable[[], str]:
    """Return what to say of the file if the command ends early."""
    before = file.read_bytes() if file.exists() else None

    def says() -> str:
        now = file.read_bytes() if file.exists() else None
        if now != before:
            return f"{file} is up to date."
        return f"{file} is not written." if now is None else f"{file} is unchanged."

    return says


def _refuse_past(note: Note) -> None:
    if note.expires is not None and note.expires < today():
        fail(f"--expires {note.expires}: expected today ({today()}) or a later day, on which the new entries are known")


def _refuse_blanks(note: Note) -> None:
    for option, text in (("--reason", note.reason), ("--issue", note.issue)):
        if text and not text.strip():
            fail(f"{option}: expected some text, got {text!r}")


def prune(spec: str, *, file: Path, terms: Terms) -> int:
    """Delete the entries that the client no longer shows, print which, and return the exit status.

    What the client still does, but not with an entry's own document, gets another document. What could not be asked is
    kept; if nothing could be, the command cannot be run.
    """
    look_in_working_folder()  # the file may name a profile of the user's own
    entries = read_known(file)
    try_writing(file)

    def work(journal: Journal) -> int:
        client = _begun(spec, _PROFILE, terms, journal)
        outcomes = witness_results(_of(client, entries), spec, {_PROFILE: client}, terms)
        _prune(file, entries, outcomes, client.name)
        return 0

    return supervised(work, spec=spec, left=_left(file))


def _prune(file: Path, entries: Sequence[Known], outcomes: Sequence[WitnessResult], client: str) -> None:
    stale = [outcome.known for outcome in outcomes if outcome.state is WitnessState.STALE]
    moved = {outcome.known.key: outcome.moved for outcome in outcomes if outcome.moved is not None}
    if moved:
        with_witnesses(file, moved)
    if stale:
        without(file, stale)
    for outcome in outcomes:
        if outcome.state is WitnessState.STALE:
            _say(f"{outcome.known.where}: deleted {outcome.known}")
        elif outcome.state is WitnessState.ELSEWHERE:
            _say(f"{outcome.known.where}: found another document that still shows {outcome.known}")
        elif outcome.state is not WitnessState.KNOWN:
            _say(outcome.text)
    unasked = [outcome for outcome in outcomes if outcome.state is WitnessState.NOT_ASKED]
    if unasked and len(unasked) == len(outcomes):
        fail(f"{file}: nothing is deleted, since {client} could not be asked: {unasked[0].why_not}")
    said = f" ({len(unasked)} could not be asked)" if unasked else ""
    _say(f"{file}: {len(stale)} deleted, {len(entries) - len(stale)} left{said}")


def _of(client: Client, entries: Sequence[Known]) -> list[Known]:
    return [known for known in entries if known.speaks_of(client.name)]


def _write(file: Path, updates: _Updates) -> None:
    if updates.refreshed:
        with_witnesses(file, updates.refreshed)
    if updates.rewritten:
        with_causes(file, updates.rewritten.values())
    if updates.added:
        with_added(file, [entry for entry, _ in updates.added.values()])


def _report(file: Path, updates: _Updates, outcomes: Sequence[WitnessResult]) -> None:
    """Print what was done to each entry, with the line numbers of the file as it is now."""
    rewritten = {old: new.key for old, new in (*updates.rewritten.items(), *updates.refreshed.items())}
    by_key = {rewritten.get(outcome.known.key, outcome.known.key): outcome for outcome in outcomes}
    counts: Counter[str] = Counter()
    for known in read_known(file) if file.exists() else ():
        status, line = _done(known, updates, by_key.get(known.key))
        counts[status] += 1
        if line:
            _say(line)
    for known in updates.once:
        _say(f"{known}: seen only once, and not again on the same document: not added")
    words = ("added", "with another witness", "unchanged", "out of date")
    _say(f"{file}: {', '.join(f'{counts[word]} {word}' for word in words)}")


def _done(known: Known, updates: _Updates, now: WitnessResult | None) -> tuple[str, str]:
    """Return what was done to an entry, as the name of a count, and a line to print, which may be empty."""
    if known.key in updates.added:
        number = updates.added[known.key][1]
        of_many = f", which stands for {number} failures that look the same" if number > 1 else ""
        return "added", f"{known.where}: added {known}{of_many}"
    if any(known.key == entry.key for entry in updates.refreshed.values()):
        return "with another witness", f"{known.where}: found another document that shows {known}"
    if now is not None and now.state is not WitnessState.KNOWN:
        return "out of date", evolve(now, known=known).text
    if any(known.key == entry.key for entry in updates.rewritten.values()):
        return "unchanged", f"{known.where}: rewritten with its cause, which the older format lacks: {known}"
    return "unchanged", known.expiry if now is not None and known.expired(today()) else ""


def _say(text: str) -> None:
    click.echo(printable(text))
