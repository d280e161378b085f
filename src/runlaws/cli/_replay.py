"""`runlaws replay`: one case again."""

from __future__ import annotations

from pathlib import Path

import click

from runlaws.cli._clients import find, quiet
from runlaws.cli._errors import fail
from runlaws.laws import LAWS
from runlaws.objects import find_profile
from runlaws.reports import kind_of, printable, text_of
from runlaws.saved import SavedFileError, find_saved
from runlaws.search import CASE_FOLDER, finding_of, replay_command
from runlaws.trial import check

__all__ = ["run"]


def run(name: str, spec: str, *, deadline: float, profile: str) -> int:
    """Try one case, print what is broken, and return the exit status. Without a `spec`, the case's file has one."""
    find_profile(profile)
    try:
        saved = find_saved(name, CASE_FOLDER, profile)
    except (FileNotFoundError, SavedFileError) as error:
        fail(str(error))
    case, spec = saved.case, spec or saved.spec
    if not spec:
        fail(f"Missing option '--client': {Path(name).name} does not say which client it was found with.")
    client = find(spec, case.judgement.profile.spec)
    with quiet():
        failures = check(client, LAWS, case, deadline=deadline)
    for failure in failures:
        click.echo(text_of(finding_of(failure, case, client, replay=replay_command(case, spec))) + "\n")
    name_of = f"{client.name} {client.version}".rstrip()
    verdict = f"{len(failures)} broken" if failures else "every law is kept"
    click.echo(printable(f"{name_of}: {verdict} on case {case.id} ({kind_of(case)})"))
    return 1 if failures else 0
