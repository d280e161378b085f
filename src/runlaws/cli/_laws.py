"""`runlaws laws`: listing the laws."""

from __future__ import annotations

import itertools
import json

import click

from runlaws.cli._errors import fail
from runlaws.laws import LAWS, Law, UnknownLaw, find_law
from runlaws.requirements import since

__all__ = ["run"]


def run(ids: tuple[str, ...], *, as_json: bool) -> None:
    """Print these laws, or all."""
    try:
        wanted = [find_law(id) for id in ids] or list(LAWS)
    except UnknownLaw as error:
        fail(str(error))
    if as_json:
        click.echo(json.dumps(list(map(_as_json, wanted)), indent=2))
        return
    for family, laws in itertools.groupby(wanted, key=lambda law: law.family):
        click.secho(family.value.capitalize(), bold=True)
        for law in laws:
            click.echo(f"  {law.id}  ({law.severity.value}, since {since(law)})\n    {law.says}\n    {law.why}")
            click.echo(f"    needs {'; '.join(law.conditions())}")
        click.echo()


def _as_json(law: Law) -> dict[str, object]:
    return {
        "id": law.id,
        "family": law.family.value,
        "severity": law.severity.value,
        "since": since(law),
        "says": law.says,
        "why": law.why,
        "needs": list(law.conditions()),
        "page": f"docs/laws/{law.id}.md",
    }
