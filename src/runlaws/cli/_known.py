"""`runlaws known`: the file of known failures, brought up to date with a client."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from attrs import define, evolve, field, frozen

from runlaws.case import Case
from runlaws.cli._clients import find, quiet
from runlaws.cli._errors import fail
from runlaws.cli._search import LeftOut, outcomes_of, searched, today
from runlaws.client import Client
from runlaws.known import Known, Outcome, State, read_known, with_added, with_witnesses, without
from runlaws.laws import find_law
from runlaws.objects import find_profile
from runlaws.reports import printable
from runlaws.trial import check
from runlaws.verdict import Failure

__all__ = ["Note", "prune", "update"]

_PROFILE = "v2"
"""The wire of the client whose name says which entries are its own; each is tried with that of its witness."""


@frozen
class Note:
    """What a person has to say of the entries that are added."""

    reason: str
    issue: str
    expires: datetime.date | None


@define
class _News:
    """What a file of known failures lacks, what it has a witness for again, and what was seen once only."""

    name: str
    clients: Mapping[str, Client]
    entries: Sequence[Known]
    note: Note
    deadline: float
    added: dict[tuple[str, ...], Known] = field(factory=dict)
    refreshed: dict[tuple[str, ...], Known] = field(factory=dict)
    once: list[Known] = field(factory=list)

    def take(self, failure: Failure, case: Case) -> None:
        """Take a failure with the case that shows it, once it has shown it again."""
        new = self._new(failure, case)
        with quiet():
            client = self.clients[case.judgement.profile.spec]
            again = check(client, [find_law(failure.law)], case, deadline=self.deadline)
        old = next((known for known in self.entries if known.covers(failure, self.name)), None)
        if not any(new.covers(one, self.name) for one in again):
            self.once.append(new)
        elif old is None:
            self.added.setdefault(new.key, new)
        else:
            self.refreshed.setdefault(old.key, evolve(old, witness=case, comment=new.comment))

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


def update(spec: str, *, file: Path, examples: int, seed: int, deadline: float, profile: str, note: Note) -> None:
    """Search a client for what the file does not know, write it there, and say what was done."""
    find_profile(profile)
    for option, text in (("--reason", note.reason), ("--issue", note.issue)):
        if text and not text.strip():
            fail(f"{option}: expected a text that says something, got {text!r}")
    entries = read_known(file) if file.exists() else ()
    client = find(spec, profile)
    clients = {profile: client}
    outcomes = outcomes_of(_of(client, entries), spec, clients, deadline)
    result = searched(
        client,
        spec=spec,
        examples=examples,
        seed=seed,
        profile=profile,
        deadline=deadline,
        leave_out=LeftOut([outcome.known for outcome in outcomes if outcome.state is State.KNOWN], client.name),
    )
    news = _News(client.name, clients, entries, note, deadline)
    for finding in result.findings:
        news.take(finding.failure, finding.case)
    for one in outcomes:
        for failure in one.others:
            news.take(failure, one.known.witness)
    _write(file, news)
    _tell(file, news, outcomes)


def prune(spec: str, *, file: Path, deadline: float) -> None:
    """Delete the entries that the client no longer shows, and say which."""
    entries = read_known(file)
    client = find(spec, _PROFILE)
    outcomes = outcomes_of(_of(client, entries), spec, {_PROFILE: client}, deadline)
    stale = [outcome.known for outcome in outcomes if outcome.state is State.STALE]
    if stale:
        without(file, stale)
    for one in outcomes:
        if one.state is State.STALE:
            _say(f"{one.known.where}: deleted {one.known}")
        elif one.state is State.OTHER:
            _say(one.text)
    _say(f"{file}: {len(stale)} deleted, {len(entries) - len(stale)} left")


def _of(client: Client, entries: Sequence[Known]) -> list[Known]:
    return [known for known in entries if known.speaks_of(client.name)]


def _write(file: Path, news: _News) -> None:
    if news.refreshed:
        with_witnesses(file, news.refreshed.values())
    if news.added:
        with_added(file, news.added.values())


def _tell(file: Path, news: _News, outcomes: Sequence[Outcome]) -> None:
    """Say what was done to each entry, by the lines of the file as it is now."""
    found = {one.known.key: one for one in outcomes}
    counts: Counter[str] = Counter()
    for known in read_known(file) if file.exists() else ():
        what, line = _done(known, news, found.get(known.key))
        counts[what] += 1
        if line:
            _say(line)
    for known in news.once:
        _say(f"{known}: seen once, and not again on the same document, so it is not added")
    words = ("added", "with another witness", "as known", "stale")
    _say(f"{file}: {', '.join(f'{counts[word]} {word}' for word in words)}")


def _done(known: Known, news: _News, now: Outcome | None) -> tuple[str, str]:
    """Return in a word what became of an entry, and a line about it where there is something to say."""
    if known.key in news.added:
        return "added", f"{known.where}: added {known}"
    if known.key in news.refreshed:
        return "with another witness", f"{known.where}: found another witness of {known}"
    if now is not None and now.state is not State.KNOWN:
        return "stale", evolve(now, known=known).text
    return "as known", known.expiry if now is not None and known.expired(today()) else ""


def _say(text: str) -> None:
    click.echo(printable(text))
