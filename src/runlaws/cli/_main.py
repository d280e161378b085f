"""The commands, one function each."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from runlaws.cli._group import DEADLINE, EXAMPLES, KNOWN, PROFILE, SEED, Commands, look_here
from runlaws.cli._known_group import known

__all__ = ["main"]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
@EXAMPLES
@SEED
@click.option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the findings there as JSON; - prints them instead of the text.",
)
@click.option(
    "--known",
    "known_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=f"Leave out the known failures in FILE.  [default: {KNOWN}, where there is one]",
)
@click.option("--no-known", is_flag=True, help="Leave out nothing.")
@DEADLINE
@PROFILE
def fuzz(
    client: str,
    examples: int,
    seed: int,
    json_file: Path | None,
    known_file: Path | None,
    no_known: bool,
    deadline: float,
    profile: str,
) -> None:
    """Search for documents on which CLIENT breaks a law, and print the simplest of each kind.

    The cases are also kept below .runlaws/cases, where `runlaws replay` finds them.

    Exit status: 0 no findings, 1 findings, or a known failure that is fixed or has expired, 2 the call cannot be
    carried out.
    """
    from runlaws.cli import _fuzz

    file = None if no_known else known_file or (KNOWN if KNOWN.is_file() else None)
    status = _fuzz.run(
        client, examples=examples, seed=seed, json_file=json_file, known=file, deadline=deadline, profile=profile
    )
    sys.exit(status)


@main.command()
@click.argument("case")
@click.option("--client", default="", help="The client to try, as for fuzz.  [default: that of a saved CASE]")
@click.option(
    "--record",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what the client did to a file, for `runlaws replay FILE` to judge anywhere, without the client.",
)
@DEADLINE
@PROFILE
def replay(case: str, client: str, record: Path | None, deadline: float, profile: str) -> None:
    """Try a client on one CASE: the id of a kept one, a file of one, or a file that holds a document.

    A file that `--record` wrote is judged as it is: no client is asked.

    Exit status: 0 every law is kept, 1 one is broken, 2 the call cannot be carried out.
    """
    from runlaws.cli import _replay

    sys.exit(_replay.run(case, client, deadline=deadline, profile=profile, record=record))


main.add_command(known)


@main.command()
@click.argument("client")
@DEADLINE
@PROFILE
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
    callback=look_here,
    help="The wire version to judge by, or a profile of your own as package.module:ATTRIBUTE; auto takes the one that "
    "fits best.",
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
@SEED
@PROFILE
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
@click.option("--law", "ids", multiple=True, metavar="LAW", help="Only this law, and the liars that are meant for it.")
@click.option(
    "--examples", type=click.IntRange(min=1), default=100, show_default=True, help="Examples to draw for each law."
)
@SEED
@click.option("--json", "as_json", is_flag=True, help="Print the matrix as JSON.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Print it as the page in the documentation.")
def kill_matrix(ids: tuple[str, ...], examples: int, seed: int, as_json: bool, as_markdown: bool) -> None:
    """Hold clients that lie to the laws: which law catches which, and on which example.

    Each liar has one fault, of a kind seen in public bug reports, and a law that is meant for it. They are in
    runlaws.liars: try `runlaws fuzz runlaws.liars:DropsParallelToolCalls`.

    Exit status: 0 each is caught by its law and no other, and no honest client is, 1 not so, 2 the call cannot be
    carried out.
    """
    from runlaws.cli import _kill_matrix

    sys.exit(_kill_matrix.run(ids, examples=examples, seed=seed, as_json=as_json, as_markdown=as_markdown))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON lines, as in a corpus.")
@PROFILE
def catalogue(as_json: bool, profile: str) -> None:
    """List a profile's catalogue: the fixed cases that fuzz tries first, the same on every machine and version."""
    from runlaws_strategies import catalogue as cases

    for case in cases(profile=profile):
        click.echo(json.dumps(case.as_json()) if as_json else f"{case.id}  {case.standing.value:<12}  {case.made}")


@main.command()
@click.option("--closed", is_flag=True, help="Refuse unknown members, values and variants, too.")
@PROFILE
def schema(profile: str, closed: bool) -> None:
    """Print a profile's hard structural rules as JSON Schema (draft 2020-12). Relations are not in it."""
    from runlaws.contract import json_schema
    from runlaws.objects import find_profile

    click.echo(json.dumps(json_schema(find_profile(profile), closed=closed), indent=2))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@PROFILE
def rules(as_json: bool, profile: str) -> None:
    """List the rules of a profile: id, force, source and what each says of a document; what it is from, and its count.

    The count is on how many recorded documents it held, of how many that it could be asked of.
    """
    from runlaws.document import DOCUMENT_RULES
    from runlaws.objects import find_profile

    contract = find_profile(profile)
    every_rule = [*DOCUMENT_RULES, *contract.rules()]
    if as_json:
        sentences = contract.object.sentences
        rows = [{**rule.as_json(), "member": sentences.get(rule.place, "")} for rule in every_rule]
        click.echo(json.dumps(rows, indent=2))
        return
    for rule in every_rule:
        evidence = "; ".join(filter(None, (rule.cite, rule.count)))
        click.echo(f"{rule.id:<70} {rule.force.value:<5} {rule.source.value:<5} {rule.says}  [{evidence}]")
