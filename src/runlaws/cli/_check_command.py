"""The commands that open files of recorded runs: `runlaws check` and `runlaws import`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from runlaws.cli._group import look_here

__all__ = ["check", "import_"]


@click.command(short_help="Judge documents: valid, invalid, ...")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--allow",
    type=click.Choice(["questionable", "extended"]),
    multiple=True,
    help="Do not fail on documents with this verdict.",
)
@click.option("--all", "every", is_flag=True, help="Judge also what does not look like a run.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdicts as JSON.")
@click.option(
    "--profile",
    default="v2",
    show_default=True,
    callback=look_here,
    help="The wire version: v2, v1, v1-late, azure-agents, any, or compat; auto for the one that fits best; or a "
    "profile of your own as package.module:ATTRIBUTE.",
)
def check(paths: tuple[str, ...], allow: tuple[str, ...], every: bool, as_json: bool, profile: str) -> None:
    """Judge documents: print a verdict for each run in each PATH, a file, a folder, or standard input (-).

    A file may be a run, an array, a list page, JSON lines, a log of server-sent events, a VCR cassette, a HAR capture,
    a raw HTTP reply, a notebook, YAML or a Python dict, and any of these may be compressed by gzip or in UTF-16. It is
    recognized by its content. What is something else is named and not judged.

    \b
    valid         breaks no rule
    questionable  breaks only soft rules, which say what servers usually send
    extended      breaks no hard rule, and holds an unknown member, value or variant
    invalid       breaks a hard rule
    ambiguous     is JSON that parsers read differently, such as a name that occurs twice
    malformed     is not a JSON object

    Exit status: 0 all runs are valid or allowed, 1 at least one is not, or a file has no run in it, 2 a file, or a
    part of one, cannot be read.
    """  # noqa: D301 (as above)
    from runlaws.cli import _check

    sys.exit(_check.run(paths, allow=allow, as_json=as_json, every=every, profile=profile))


@click.command(name="import", short_help="Make labelled cases from recorded runs.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--scrub", is_flag=True, help="Replace all that is not of the API itself, so that the cases can be shared."
)
@click.option(
    "--profile", default="auto", show_default=True, callback=look_here, help="The wire version; auto for each."
)
def import_(paths: tuple[str, ...], out: Path, scrub: bool, profile: str) -> None:
    """Write the runs in PATH... (what `runlaws check` takes) as labelled cases to the new folder OUT.

    Each run is a case as it is, with other spellings of it, with a copy that differs in one place, and with one rule
    broken in it. With --scrub, names, tags and enums that the profile knows, times and counts, and lengths are all that
    is kept of what was recorded.

    Exit status: 0 they are written, 2 a file could not be read (the cases of the others are written), or bad input.
    """
    from runlaws.cli import _import

    sys.exit(_import.run(paths, out, scrub=scrub, profile=profile))
