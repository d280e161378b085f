"""`runlaws known`: the file of known failures, brought up to date with a client."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import click
from attrs import define, evolve, field, frozen

from runlaws.case import Case
from runlaws.cli._clients import find, quiet
from runlaws.cli._search import LeftOut, outcomes_of, searched, today
from runlaws.client import DEADLINE, Client
from runlaws.contract import find_profile
from runlaws.known import Known, Outcome, State, read_known, with_added, with_witnesses, without
from runlaws.laws import find_law
from runlaws.report import printable
from runlaws.runner import check
from runlaws.verdict import Failure

__all__ = ["Note", "prune", "update"]


@frozen
class Note:
    """What a person has to say of the entries that are added."""

    reason: str
    issue: str
    expires: datetime.date | None


@define
class _News:
    """What a file of known failures lacks, what it has a witness for again, and what was seen once only."""

    client: Client
    entries: Sequence[Known]
    note: Note
    added: dict[tuple[str, ...], Known] = field(factory=dict)
    refreshed: dict[tuple[str, ...], Known] = field(factory=dict)
    once: list[Known] = field(factory=list)

    def take(self, failure: Failure, case: Case) -> None:
        """Take a failure with the case that shows it, once it has shown it again."""
        new = self._new(failure, case)
        with quiet():
            again = check(self.client, [find_law(failure.law)], case)
        old = next((known for known in self.entries if known.covers(failure, self.client.name)), None)
        if not any(new.covers(one, self.client.name) for one in again):
            self.once.append(new)
        elif old is None:
            self.added.setdefault(new.key, new)
        else:
            self.refreshed.setdefault(old.key, evolve(old, witness=case))

    def _new(self, failure: Failure, case: Case) -> Known:
        note, several = self.note, any(known.client for known in self.entries)
        return Known.of_failure(
            failure,
            case,
            reason=note.reason or f"not explained yet: found by runlaws known update on {today()}",
            issue=note.issue,
            expires=note.expires,
            client=self.client.name if several else "",
        )


def update(spec: str, *, file: Path, examples: int, seed: int, profile: str, note: Note) -> None:
    """Search a client for what the file does not know, write it there, and say what was done."""
    find_profile(profile)
    entries = read_known(file) if file.exists() else ()
    client = find(spec, profile)
    outcomes = outcomes_of([one for one in entries if one.speaks_of(client.name)], spec, DEADLINE)
    known = [one.known for one in outcomes if one.state is State.KNOWN]
    result = searched(
        client,
        spec=spec,
        examples=examples,
        seed=seed,
        profile=profile,
        deadline=DEADLINE,
        leave_out=LeftOut(known, client.name),
    )
    news = _News(client, entries, note)
    for finding in result.findings:
        news.take(finding.failure, finding.case)
    for one in outcomes:
        for failure in one.others:
            news.take(failure, one.known.witness)
    _write(file, news)
    _tell(file, news, outcomes)


def prune(spec: str, *, file: Path, profile: str) -> None:
    """Delete the entries of which the client is mended, and say which."""
    find_profile(profile)
    entries = read_known(file)
    client = find(spec, profile)
    outcomes = outcomes_of([one for one in entries if one.speaks_of(client.name)], spec, DEADLINE)
    stale = [one.known for one in outcomes if one.state is State.STALE]
    if stale:
        without(file, stale)
    for one in outcomes:
        if one.state is State.STALE:
            _say(f"{one.known.where}: deleted {one.known}")
        elif one.state is State.OTHER:
            _say(one.text)
    _say(f"{file}: {len(stale)} deleted, {len(entries) - len(stale)} left")


def _write(file: Path, news: _News) -> None:
    if news.refreshed:
        with_witnesses(file, news.refreshed.values())
    if news.added:
        with_added(file, news.added.values())


def _tell(file: Path, news: _News, outcomes: Sequence[Outcome]) -> None:
    """Say what was done, with the lines as they are now."""
    states = {one.known.key: one for one in outcomes}
    counts: Counter[str] = Counter()
    for known in read_known(file) if file.exists() else ():
        done = _done(known, news, states)
        ...
