"""`runlaws probe`: measuring a client, as a policy to paste."""

from __future__ import annotations

from functools import partial

import click

from runlaws.cli._clients import find, quiet
from runlaws.cli._journal import Journal
from runlaws.cli._progress import progress_bar
from runlaws.cli._supervised import supervised
from runlaws.cli._terms import Terms
from runlaws.objects import find_profile
from runlaws.observe import observer_of
from runlaws.probe import gaps, probe
from runlaws.reports import printable
from runlaws.search import carried_cases
from runlaws_strategies import KINDS, Kind

__all__ = ["run"]


def run(spec: str, *, profile: str, terms: Terms) -> int:
    """Measure a client, print a policy and where its own differs, and return the exit status."""
    find_profile(profile)
    measured = partial(_measured, spec, profile, terms)
    return supervised(measured, spec=spec, left=lambda: "No policy could be measured.")


def _measured(spec: str, profile: str, terms: Terms, journal: Journal) -> int:
    observer = observer_of(find(spec, profile, terms), deadline=terms.deadline)
    journal.begin(observer.name, observer.client_name)
    kinds = [Kind(kind) for kind in KINDS if kind != "sibling"]
    with progress_bar() as bar, quiet():
        cases = list(carried_cases(observer, find_profile(profile), kinds))
        task = bar.add_task(printable(observer.client_name), total=len(cases))

        def advance() -> None:
            bar.advance(task)
            journal.count()

        measured = probe(observer, cases, on_case=advance)
    click.echo(f"# {printable(measured.client)}, measured with the {len(cases):,} cases of the catalogue of {profile}")
    click.echo("\n".join(map(printable, measured.code().splitlines())))
    differing = list(gaps(measured, observer.policy))
    click.echo(
        "\nThe client's present policy differs:"
        if differing
        else "\nThe client's present policy promises exactly that."
    )
    for gap in differing:
        click.echo(printable(f"  {gap}"))
    return 0
