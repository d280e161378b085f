"""The commands of `runlaws corpus`, one function each."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from runlaws.cli._group import PROFILE, SEED, Commands, WholeNumber

__all__ = ["corpus"]

_STANDINGS = ("valid", "questionable", "extended", "invalid", "ambiguous", "malformed")
_FORMATS = ("jsonl", "jsonl.zst", "parquet", "files")
_MOST = 1_000_000_000
"""How many cases a corpus may have: its parts are listed before they are made."""
_OUT = click.argument("out", type=click.Path())
_JOBS = click.option("--jobs", type=WholeNumber(1), metavar="N", help="Processes to use.  [default: the processors]")


class _WritesByDefault(Commands):
    """A group whose command `write` need not be named: `runlaws corpus OUT` is `runlaws corpus write OUT`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        named = bool(args) and (args[0] in self.commands or args[0] in ctx.help_option_names)
        return super().parse_args(ctx, args if named else ["write", *args])


@click.group(cls=_WritesByDefault, short_help="Write labelled cases to a folder.")
def corpus() -> None:
    """Write labelled cases to a folder, for tests in any language: runlaws corpus OUT.

    `runlaws corpus OUT` is short for `runlaws corpus write OUT`, whose options `runlaws corpus write --help` lists. A
    folder with the name of a command, such as `lint`, is given as `./lint`.

    Exit status: 0 it is done, 1 something was found, 2 bad input, or the command cannot be run.
    """


@corpus.command(short_help="Write labelled cases to a folder.")
@_OUT
@click.option("--count", type=WholeNumber(1, _MOST), default=1000, show_default=True, help="Cases to write.")
@SEED
@PROFILE
@click.option(
    "--standing",
    "standings",
    type=click.Choice(_STANDINGS),
    multiple=True,
    help="Only cases with this verdict; may be given several times.",
)
@click.option(
    "--status",
    "states",
    multiple=True,
    metavar="STATUS",
    help="Only documents with this status; may be given several times.",
)
@click.option(
    "--format",
    "layout",
    type=click.Choice(_FORMATS),
    default="jsonl",
    show_default=True,
    help="JSON lines, plain or packed; Parquet; or a readable file for each case, in folders by verdict and rule.",
)
@_JOBS
@click.option(
    "--dask",
    "cluster",
    metavar="tcp://HOST:PORT",
    help="Have the workers of this Dask scheduler make the cases, in place of processes of this machine.",
)
@click.option("--npm", is_flag=True, help="With --catalogue: write an npm package, which `npm pack` packs.")
@click.option("--realistic", is_flag=True, help="Only valid documents, with what recorded ones have, in its shares.")
@click.option("--catalogue", is_flag=True, help="Write the fixed cases that fuzz tries first, and no random ones.")
def write(out: str, jobs: int | None, cluster: str | None, catalogue: bool, **settings: Any) -> None:
    """Write labelled cases to the new folder OUT: files with the cases, and manifest.json with counts and hashes.

    OUT may be a URL that fsspec knows, such as s3://bucket/prefix (extra s3fs).

    A case is a document with its verdict (valid, questionable, extended, invalid, ambiguous or malformed), each rule
    that it breaks, and what a strict and a lenient client should do with it. The same settings and version give the
    same bytes, with any number of processes. After an interruption, the same command goes on where it stopped.

    Exit status: 0 it is written, 2 bad input, or the command cannot be run.
    """
    from runlaws.cli import _corpus

    if catalogue:
        ctx = click.get_current_context()
        names = {"count": "count", "seed": "seed", "realistic": "realistic", "cluster": "dask"}
        given = [names[name] for name in names if ctx.get_parameter_source(name) is not ParameterSource.DEFAULT]
        if given:
            msg = f"--catalogue has the same cases every time: leave out --{given[0]}"
            raise click.UsageError(msg)
        settings |= {"seed": None, "count": 0}
    if settings["npm"] and (not catalogue or settings["layout"] != "jsonl"):
        msg = "--npm is for the catalogue as JSON lines: give --catalogue, and leave out --format"
        raise click.UsageError(msg)
    if jobs and cluster:
        msg = "--jobs is for processes of this machine: leave out --jobs or --dask"
        raise click.UsageError(msg)
    _corpus.write(out, _corpus.Wanted(**settings), jobs, cluster)


@corpus.command(short_help="Check that a corpus is what it says.")
@click.argument("path", type=click.Path())
@_JOBS
def lint(path: str, jobs: int | None) -> None:
    """Check a corpus: hash its parts again, and judge every case again, by the contract and by jsonschema-rs.

    Each problem is a line that names the file and the line. jsonschema-rs decides only if it is installed. Several
    parts are checked at once.

    Exit status: 0 all is what it says, 1 it has problems, 2 PATH is no corpus, or the command cannot be run.
    """
    from runlaws.cli import _corpus, _corpus_look

    sys.exit(_corpus_look.lint(path, jobs or _corpus.processors()))


@corpus.command(short_help="Compare two corpora.")
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path())
def diff(old: str, new: str) -> None:
    """List the cases that only OLD (-) or only NEW (+) has, and those that are labelled otherwise in NEW (~).

    Exit status: 0 they have the same cases, 1 they differ, 2 bad input, or the command cannot be run.
    """
    from runlaws.cli import _corpus_look

    sys.exit(_corpus_look.diff(old, new))


@corpus.command(short_help="Show what is in a corpus.")
@click.argument("path", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Print the numbers as JSON.")
@click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Draw them, too.")
def stats(path: str, *, as_json: bool, svg: Path | None) -> None:
    """Show how many cases have each label, and how much of the contract they exercise.

    Exit status: 0 it is shown, 2 bad input, or the command cannot be run.
    """
    from runlaws.cli import _corpus_look

    _corpus_look.stats(path, as_json=as_json, svg=svg)
