"""The commands, one function each."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

import click

from runlaws.cli._check_command import check, import_
from runlaws.cli._compare_command import compare
from runlaws.cli._corpus_group import corpus
from runlaws.cli._fuzz_command import fuzz
from runlaws.cli._group import PROFILE, SEED, Commands, WholeNumber, with_terms
from runlaws.cli._judge_command import judge
from runlaws.cli._known_group import known
from runlaws.cli._merge_command import merge
from runlaws.cli._report_command import badge, report
from runlaws.cli._smoke_command import smoke
from runlaws.cli._terms import Terms

__all__ = ["main"]

_FILE: Final = click.Path(path_type=Path)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="runlaws")
def main() -> None:
    """Find out whether a client reads, keeps, compares and writes the run object as it promises to.

    A client is code that decodes runs: an SDK, a cache, a proxy. A law is one sentence that it is held to. What a
    client promises beyond that (to keep unknown members, say) is its policy. docs/words.md explains all words.

    \b
    CLIENT is  openai            an installed package; README.md has all that can be named so
               openai==2.54.0    another version of it, in an environment that is made and kept
               reference         our own models, which keep every law
               module:attribute  a client, a function that returns one, or any object with decode(bytes)
               process:COMMAND   a worker, for a client in any language

    Exit status: 0 all is well, 1 something was found, 2 bad input, or the command cannot be run.
    """  # noqa: D301 (a backspace on a line tells click to keep the lines below it)


main.add_command(fuzz)
main.add_command(judge)
main.add_command(compare)
main.add_command(report)
main.add_command(badge)
main.add_command(merge)


@main.command(short_help="Try a client on one case or document.")
@click.argument("case")
@click.option(
    "--client", default="", help="The client to try, as for fuzz.  [default: the one that CASE was saved with]"
)
@click.option(
    "--record",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Record what the client did in a file, which `runlaws replay FILE` judges anywhere, without the client.",
)
@click.option("--traceback", is_flag=True, help="Show the whole traceback of what the client raises, and cut no value.")
@with_terms
@PROFILE
def replay(case: str, traceback: bool, **options: Any) -> None:
    """Try a client on one CASE: the id of a saved case, a file that holds one, or a file that holds a document.

    A file that `--record` wrote is judged as it is, without a client.

    Exit status: 0 every law is kept, 1 at least one is broken, 2 bad input, or the command cannot be run.
    """
    from runlaws.cli import _replay

    sys.exit(_replay.run(case, whole=traceback, **options))


main.add_command(known)


@main.command(short_help="Measure a client, as a Policy to paste.")
@click.argument("client")
@with_terms
@PROFILE
def probe(client: str, terms: Terms, profile: str) -> None:
    """Measure what CLIENT does with a fixed catalogue of documents, and print that as a Policy(...) to paste.

    A comment at each setting gives the evidence, or says that it could not be determined. Below it stand the settings
    by which the client's present policy promises more than was measured (and the law that reports it), or less.

    Exit status: 0 it is measured, 1 CLIENT ended the process, 2 bad input, or the command cannot be run.
    """
    from runlaws.cli import _probe

    sys.exit(_probe.run(client, profile=profile, terms=terms))


main.add_command(smoke)
main.add_command(check)
main.add_command(corpus)
main.add_command(import_)


@main.command(short_help="List the laws that clients are held to.")
@click.argument("ids", nargs=-1, metavar="[LAW]...")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def laws(ids: tuple[str, ...], as_json: bool) -> None:
    """List the laws: what each demands of a client, why that matters, and when it is asked.

    Each has its own page in the documentation, docs/laws/LAW.md, with an example of a client that breaks it.
    """
    from runlaws.cli import _laws

    _laws.run(ids, as_json=as_json)


@main.command(short_help="Test the laws on clients with faults.")
@click.option("--law", "ids", multiple=True, metavar="LAW", help="Only this law, and the liars that it must catch.")
@click.option("--examples", type=WholeNumber(1), default=100, show_default=True, help="Examples to draw for each law.")
@SEED
@click.option("--json", "as_json", is_flag=True, help="Print the matrix as JSON.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Print it as the page in the documentation.")
@click.option("--junit", type=_FILE, metavar="FILE", help="Write it there as JUnit XML, too.")
@click.option(
    "--sarif", type=_FILE, metavar="FILE", help="Write there what is not as it is meant to be, as SARIF 2.1.0."
)
@click.option("--html", type=_FILE, metavar="FILE", help="Write it there as a page that is whole in itself.")
@click.option("--drawn-only", is_flag=True, help="Do not try the catalogue where no example shows a fault.")
def kill_matrix(junit: Path | None, sarif: Path | None, html: Path | None, **options: Any) -> None:
    """Test the laws themselves on liars, clients with one planted fault: which law catches which, on which example.

    The faults are of kinds seen in public bug reports; for each there is one law that must catch it. The liars are in
    runlaws.liars: try `runlaws fuzz runlaws.liars:DropsParallelToolCalls`.

    Exit status: 0 each liar is caught by its law and no other, and no honest client is caught, 1 otherwise, 2 bad
    input, or the command cannot be run.
    """
    from runlaws.cli import _kill_matrix

    sys.exit(_kill_matrix.run(files={"junit": junit, "sarif": sarif, "html": html}, **options))


@main.command(short_help="List the fixed cases that fuzz tries.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON lines, as in a corpus.")
@click.option(
    "--requests", type=click.Path(path_type=Path), metavar="FILE", help="Write them as questions to a worker elsewhere."
)
@click.option(
    "--hello",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="With --requests: the worker's reply to the hello.",
)
@PROFILE
def catalogue(as_json: bool, requests: Path | None, hello: Path | None, profile: str) -> None:
    """List the catalogue of a profile: the fixed cases that fuzz tries first.

    They are the same on every machine, in every Python, with every version of Hypothesis. With --requests they are
    written as lines of the protocol (docs/protocol.md) for a worker on another machine, whose answers `runlaws judge`
    judges. What can be asked depends on what the worker says of itself: without --hello, only that is asked.
    """
    if requests is not None:
        from runlaws.cli import _judge

        sys.exit(_judge.write_requests(requests, hello, profile=profile))
    if hello is not None:
        msg = "--hello is for requests: give --requests FILE, too"
        raise click.UsageError(msg)
    from runlaws.corpus import as_line
    from runlaws_strategies import catalogue as cases

    for case in cases(profile=profile):
        click.echo(json.dumps(as_line(case)) if as_json else f"{case.id}  {case.standing.value:<12}  {case.made}")


@main.command(short_help="Print the contract as JSON Schema.")
@click.option("--closed", is_flag=True, help="Let the schema refuse unknown members, values and variants.")
@PROFILE
def schema(profile: str, closed: bool) -> None:
    """Print the hard rules of a profile as JSON Schema (draft 2020-12), without those that relate two members."""
    from runlaws.contract import json_schema
    from runlaws.objects import find_profile

    click.echo(json.dumps(json_schema(find_profile(profile), closed=closed), indent=2))


@main.command(short_help="List the rules that documents are held to.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@PROFILE
def rules(as_json: bool, profile: str) -> None:
    """List the rules that a profile has for documents: id, hard or soft, kind of source, sentence, source, count.

    To break a hard rule makes a document invalid; to break a soft one makes it questionable. The count says on how
    many recorded documents the rule held, of those to which it applies.
    """
    from runlaws.document import DOCUMENT_RULES
    from runlaws.objects import find_profile

    contract = find_profile(profile)
    every_rule = [*DOCUMENT_RULES, *contract.rules()]
    if as_json:
        says = contract.object.sentences
        rows = [{**rule.as_json(), "member": says.get(rule.place, "")} for rule in every_rule]
        click.echo(json.dumps(rows, indent=2))
        return
    for rule in every_rule:
        evidence = "; ".join(filter(None, (rule.cite, rule.count)))
        click.echo(f"{rule.id:<70} {rule.force.value:<5} {rule.source.value:<5} {rule.says}  [{evidence}]")
