"""`runlaws replay`: trying one case again."""

from __future__ import annotations

import contextlib
import shlex
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

import click

from runlaws.case import Case
from runlaws.cli._clients import find, quiet
from runlaws.cli._early import by_the_client
from runlaws.cli._errors import fail
from runlaws.cli._here import look_in_working_folder
from runlaws.cli._journal import Journal
from runlaws.cli._supervised import supervised
from runlaws.cli._terms import Terms
from runlaws.files import try_writing
from runlaws.laws import LAWS, View, find_law, permit
from runlaws.objects import find_profile
from runlaws.observe import Observer, begun_anew, observer_of
from runlaws.recorded import Recorded, read_recorded
from runlaws.reports import kind_of, printable, text_of
from runlaws.saved import Saved, SavedFileError, find_saved, write_saved
from runlaws.search import CASE_FOLDER, finding_of, permit_of, replay_command
from runlaws.trial import Trial
from runlaws.verdict import Failure, Verdict
from runlaws_strategies.build import controls

__all__ = ["run"]

_DEFAULT: Final = "v2"
"""The profile by which a document is judged, unless another one is named."""


def run(
    name: str,
    client: str,
    *,
    terms: Terms,
    profile: str,
    record: Path | None = None,
    whole: bool = False,
) -> int:
    """Try one case, print the laws that are broken, and return the exit status.

    `client` is what a user types for one; without it, it is the one that the case's file names. A file that records
    what a client did is judged without asking any client. With `whole`, tracebacks are shown and no value is cut.
    """
    find_profile(profile)
    if record is not None:
        try_writing(record)
    look_in_working_folder()  # the file may name a profile of the user's own
    recorded = _recorded(name)
    if recorded is not None:
        return _judged(recorded, replay=f"runlaws replay {shlex.quote(name)}", whole=whole)
    try:
        saved = find_saved(name, CASE_FOLDER, profile)
    except (FileNotFoundError, SavedFileError) as error:
        fail(str(error))
    case, spec = saved.case, client or saved.spec
    if not spec:
        fail(f"Missing option '--client': {Path(name).name} does not name the client that it was found with.")
    left = "" if record is None else f"{record}: nothing is recorded, since the client was not asked to the end."
    return supervised(
        partial(_tried, case, spec, terms, record, whole, terms.again(_again(name, case, spec, profile))),
        spec=spec,
        left=lambda: left,
        ended=partial(_ended, case, spec, terms, left),
    )


def _ended(case: Case, spec: str, terms: Terms, left: str, journal: Journal, how: str) -> int:
    last = journal.last or case
    with contextlib.suppress(OSError):  # it is reported all the same
        write_saved(CASE_FOLDER, Saved("", "", "", journal.client_name, spec, last))
    if left:
        click.echo(printable(left), err=True)
    return _report([by_the_client(how)], [""], last, journal.name, replay=terms.again(replay_command(last, spec)))


def _judged(recorded: Recorded, replay: str, *, whole: bool) -> int:
    verdicts = recorded.verdicts().values()
    failures = [failure for verdict in verdicts for failure in verdict.failures]
    seen = View(recorded.case, recorded.observation)
    permits = [permit(find_law(failure.law), seen, failure) for failure in failures]
    asked = sum(not verdict.why_not for verdict in verdicts)
    client = recorded.observation.client
    return _report(failures, permits, recorded.case, client, replay=replay, asked=asked, whole=whole)


def _again(name: str, case: Case, spec: str, profile: str) -> str:
    """Return the command that tries the same once more: by what was given, where the case itself is not kept."""
    if any(CASE_FOLDER.glob(f"*{case.id}.json")):
        return replay_command(case, spec)
    words = ["runlaws", "replay", name, "--client", spec]
    return shlex.join(words if profile == _DEFAULT else [*words, "--profile", profile])


def _tried(
    case: Case,
    spec: str,
    terms: Terms,
    record: Path | None,
    whole: bool,
    replay: str,
    journal: Journal,
) -> int:
    client = find(spec, case.judgement.profile.spec, terms)
    observer = observer_of(client, deadline=terms.deadline, tracebacks=whole)
    journal.begin(observer.name, observer.client_name)
    trial = Trial(observer, LAWS, controls)
    with quiet():
        verdicts = [verdict for _, verdict in trial.verdicts(case)]
        if case.before and not any(verdict.failures for verdict in verdicts):
            verdicts = _after_what_came_before(case, observer)
        failures = [failure for verdict in verdicts for failure in verdict.failures]
        permits = [permit_of(trial, failure, case) for failure in failures]
        if record is not None:
            Recorded(case, observer.observe(case)).write(record)
    asked = sum(not verdict.why_not for verdict in verdicts)
    return _report(failures, permits, case, observer.name, replay=replay, asked=asked, whole=whole)


def _after_what_came_before(case: Case, observer: Observer) -> list[Verdict]:
    """Return the verdicts on a case in a new process, if there may be one, which is asked what came before it first."""
    begun_anew(observer)
    for document in case.before:
        observer.observe(Case.of_bytes(document, case.judgement.profile), frozenset())
    return [verdict for _, verdict in Trial(observer, LAWS, controls).verdicts(case)]


def _recorded(name: str) -> Recorded | None:
    """Return the record in a file, or None if there is no such file or it is not a record."""
    try:
        return read_recorded(Path(name)) if Path(name).is_file() else None
    except ValueError as error:
        fail(str(error))


def _report(
    failures: Sequence[Failure],
    permits: Sequence[str],
    case: Case,
    client: str,
    *,
    replay: str,
    asked: int = 0,
    whole: bool = False,
) -> int:
    for failure, permitting in zip(failures, permits, strict=True):
        finding = finding_of(failure, case, client, replay=replay, permit=permitting)
        click.echo(text_of(finding, whole=whole) + "\n")
    outcome = f"{len(failures)} broken" if failures else f"every law that speaks of it is kept ({asked} of {len(LAWS)})"
    click.echo(printable(f"{client}: {outcome} on case {case.id} ({kind_of(case)})"))
    return 1 if failures else 0
