"""`runlaws probe`: a client measured, as a policy to paste."""

from __future__ import annotations

import click

from runlaws.cli._clients import find, quiet
from runlaws.cli._progress import progress_bar
from runlaws.objects import find_profile
from runlaws.probe import gaps, probe
from runlaws.reports import printable
from runlaws_strategies import KINDS, catalogue

__all__ = ["run"]


def run(spec: str, *, profile: str, deadline: float) -> int:
    """Measure a client, print a policy and where its own differs, and return the exit status."""
    find_profile(profile)
    client = find(spec, profile)
    cases = list(catalogue(profile=profile, kinds=[kind for kind in KINDS if kind != "sibling"]))
    with progress_bar() as bar, quiet():
        task = bar.add_task(printable(str(client.name)), total=len(cases))
        found = probe(client, cases, deadline=deadline, on_case=lambda: bar.advance(task))
    click.echo(f"# {printable(found.client)}, measured with the {len(cases):,} cases of the catalogue of {profile}")
    click.echo("\n".join(map(printable, found.code().splitlines())))
    told = list(gaps(found, client.policy))
    click.echo("\nIts policy now:" if told else "\nIts policy now promises just that.")
    for gap in told:
        click.echo(printable(f"  {gap}"))
    return 0
