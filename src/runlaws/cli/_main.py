"""The commands, one function each."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import click

__all__ = ["main"]

_PROFILE = click.option("--profile", default="v2", show_default=True, help="The wire version to judge by.")


_DEADLINE = click.option(
    "--deadline",
    type=click.FloatRange(min=0.001),
    default=5.0,
    show_default=True,
    metavar="SECONDS",
    help="How long each call of the client may take.",
)


class _Commands(click.Group):
    """Lists commands in the order in which they are defined: the order in which they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        with _ended_from_outside():
            from runlaws.cli._errors import readable_errors

            with readable_errors():
                return super().invoke(ctx)


@contextlib.contextmanager
def _ended_from_outside() -> Generator[None]:
    """End without a traceback on Ctrl-C and on a reader that went away (`| head`), with the status shells know."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo("Interrupted.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes it once more
        sys.exit(141)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="runlaws")
def main() -> None:
    """Find out whether a client reads, keeps, compares and writes the run object as it promises to.

    \b
    CLIENT is  openai            the installed openai package
               reference         our own models, which keep every law
               package.module:attribute
                                 a client, a function that returns one, or any object with decode(bytes)

    Exit status: 0 all is well, 1 something was found, 2 the call cannot be carried out.
    """  # noqa: D301 (a backspace on a line tells click to keep the lines below it)


@main.command()
@click.argument("client")
@click.option(
    "--examples",
    type=click.IntRange(min=1),
    default=1000,
    show_default=True,
    help="Random cases to try after the catalogue.",
)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Same seed, same cases.")
@click.option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the findings there as JSON; - prints them instead of the text.",
)
@_DEADLINE
@_PROFILE
def fuzz(client: str, examples: int, seed: int, json_file: Path | None, deadline: float, profile: str) -> None:
    """Search for documents on which CLIENT breaks a law, and print the simplest of each kind.

    The cases are also kept below .runlaws/cases, where `runlaws replay` finds them.

    Exit status: 0 no findings, 1 findings, 2 the call cannot be carried out.
    """
    from runlaws.cli import _fuzz

    sys.exit(_fuzz.run(client, examples=examples, seed=seed, json_file=json_file, profile=profile, deadline=deadline))


@main.command()
@click.argument("case")
@click.option("--client", required=True, help="The client to try, as for fuzz.")
@_DEADLINE
@_PROFILE
def replay(case: str, client: str, deadline: float, profile: str) -> None:
    """Try CLIENT on one CASE: the id of a kept one, a file of one, or a file that holds a document.

    Exit status: 0 every law is kept, 1 one is broken, 2 the call cannot be carried out.
    """
    from runlaws.cli import _fuzz

    sys.exit(_fuzz.replay(case, client, profile=profile, deadline=deadline))


@main.command()
@click.argument("client")
@_DEADLINE
@_PROFILE
def probe(client: str, deadline: float, profile: str) -> None:
    """Measure what CLIENT does with the catalogue, and print it as a policy to paste and freeze.

    Each setting has what speaks for it beside it; one that could not be determined says so. Below, where the client's
    present policy promises more (and which law finds it) or less.

    Exit status: 0 it is measured, 2 the call cannot be carried out.
    """
    from runlaws.cli import _probe

    sys.exit(_probe.run(client, profile=profile, deadline=deadline))


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--allow",
    type=click.Choice(["questionable", "extended"]),
    multiple=True,
    help="Count documents of this standing as valid, too.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the verdicts as JSON.")
@click.option(
    "--profile",
    default="v2",
    show_default=True,
    help="The wire version to judge by; auto takes the one that fits best.",
)
def check(files: tuple[str, ...], allow: tuple[str, ...], as_json: bool, profile: str) -> None:
    """Judge documents: a verdict for each FILE, for each line of a .jsonl FILE, and for standard input with -.

    \b
    valid         breaks no rule
    questionable  breaks soft rules only: habits of the wire
    extended      holds news only: an unknown member, a new value or variant
    invalid       breaks a hard rule
    ambiguous     parsers dispute what it says
    malformed     is not a JSON object

    Exit status: 0 all are valid, 1 any is not, 2 a file cannot be read or is not JSON.
    """  # noqa: D301 (as above)
    from runlaws.cli import _check

    sys.exit(_check.run(files, allow=allow, as_json=as_json, profile=profile))


@main.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--count", type=click.IntRange(min=1), default=1000, show_default=True, help="Cases to write.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Same seed, same cases.")
@_PROFILE
def corpus(out: Path, count: int, seed: int, profile: str) -> None:
    """Write labelled cases to the new folder OUT: cases.jsonl, and manifest.json with counts and hashes.

    The folder is written whole or not at all.

    Exit status: 0 it is written, 2 the call cannot be carried out.
    """
    from runlaws.cli import _corpus

    _corpus.run(out, count=count, seed=seed, profile=profile)


@main.command()
@click.argument("ids", nargs=-1, metavar="[LAW]...")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def laws(ids: tuple[str, ...], as_json: bool) -> None:
    """List the laws: what each says of a client, why it matters, and what it needs to be asked.

    Each has a page of its own in the documentation, docs/laws/LAW.md, with a client that breaks it.
    """
    from runlaws.cli import _laws

    _laws.run(ids, as_json=as_json)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON lines, as in a corpus.")
@_PROFILE
def catalogue(as_json: bool, profile: str) -> None:
    """List a profile's catalogue: the fixed cases that fuzz tries first, the same on every machine and version."""
    from runlaws_strategies import catalogue as cases

    for case in cases(profile=profile):
        click.echo(json.dumps(case.as_json()) if as_json else f"{case.id}  {case.standing.value:<12}  {case.made}")


@main.command()
@click.option("--closed", is_flag=True, help="Refuse unknown members, values and variants, too.")
@_PROFILE
def schema(profile: str, closed: bool) -> None:
    """Print a profile's hard structural rules as JSON Schema (draft 2020-12). Relations are not in it."""
    from runlaws.contract import find_profile, json_schema

    click.echo(json.dumps(json_schema(find_profile(profile), closed=closed), indent=2))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@_PROFILE
def rules(as_json: bool, profile: str) -> None:
    """List the rules of a profile: id, force, source and what each says of a document."""
    from runlaws.contract import find_profile
    from runlaws.document import DOCUMENT_RULES

    found = [*DOCUMENT_RULES, *find_profile(profile).rules()]
    if as_json:
        rows = [{"id": r.id, "force": r.force.value, "source": r.source.value, "says": r.says} for r in found]
        click.echo(json.dumps(rows, indent=2))
        return
    for rule in found:
        click.echo(f"{rule.id:<70} {rule.force.value:<5} {rule.source.value:<5} {rule.says}")
