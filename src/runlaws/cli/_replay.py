"""`runlaws replay`: one case again."""

from __future__ import annotations

from pathlib import Path

import click

from runlaws.cli._clients import find, quiet
from runlaws.cli._errors import fail
from runlaws.cli._here import look_in_working_folder
from runlaws.laws import LAWS
from runlaws.objects import find_profile
from runlaws.observe import InProcess
from runlaws.reports import kind_of, printable, text_of
from runlaws.saved import SavedFileError, find_saved
from runlaws.search import CASE_FOLDER, finding_of, replay_command
from runlaws.trial import Trial

__all__ = ["run"]


def run(name: str, spec: str, *, deadline: float, profile: str) -> int:
    """Try one case, print what is broken, and return the exit status. Without a `spec`, the case's file has one."""
    find_profile(profile)
    look_in_working_folder()  # the file may name a profile of the user's own
    try:
        saved = find_saved(name, CASE_FOLDER, profile)
    except (FileNotFoundError, SavedFileError) as error:
        fail(str(error))
    case, spec = saved.case, spec or saved.spec
    if not spec:
        fail(f"Missing option '--client': {Path(name).name} does not say which client it was found with.")
    observer = InProcess(find(spec, case.judgement.profile.spec), deadline=deadline)
    with quiet():
        failures = [failure for _, verdict in Trial(observer, LAWS).verdicts(case) for failure in verdict.failures]
    for failure in failures:
        click.echo(text_of(finding_of(failure, case, observer.name, replay=replay_command(case, spec))) + "\n")
    outcome = f"{len(failures)} broken" if failures else "every law is kept"
    click.echo(printable(f"{observer.name}: {outcome} on case {case.id} ({kind_of(case)})"))
    return 1 if failures else 0
