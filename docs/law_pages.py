"""The pages of laws: one for each, with what it needs, who breaks it, and what that looks like."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Iterator, Sequence

from attrs import evolve

from runlaws.case import Case
from runlaws.laws import LAWS, MEANING, Law
from runlaws.liars import LIARS, Honest
from runlaws.observe import InProcess
from runlaws.reports import explained, text_of
from runlaws.search import finding_of, replay_command
from runlaws.trial import Trial
from runlaws.verdict import Failure
from runlaws_strategies import catalogue, kinds_for_all, make_case
from runlaws_strategies.build import controls

__all__ = ["index_page", "law_page"]

_WIDTH = 118


def index_page() -> str:
    """Return the page that lists all laws by what they are about."""
    lines = [
        "# Laws",
        "",
        "What every client is held to, within what its [policy](policy.md) promises. `runlaws laws` prints the same.",
        "Each has its own page, with a client that breaks it; [the kill matrix](kill-matrix.md) shows that each is",
        "needed. [words.md](words.md) explains the words. Made from the data by `python docs/generate.py`.",
        "",
        "The *severity* of a law says what breaking it does to a client's users. Findings are listed by it, the",
        "gravest first:",
        "",
        *(f"- **{severity.value}**: {meaning};" for severity, meaning in MEANING.items()),
    ]
    lines[-1] = lines[-1].removesuffix(";") + "."
    for family, laws in itertools.groupby(LAWS, key=lambda law: law.family):
        lines += ["", f"## {family.value.capitalize()}", "", "| law | says | why | severity |", "|---|---|---|---|"]
        lines += [f"| [{law.id}](laws/{law.id}.md) | {law.says} | {law.why} | {law.severity.value} |" for law in laws]
    return "\n".join(lines) + "\n"


def law_page(law: Law) -> str:
    """Return the page of a law."""
    liars = [liar for liar in LIARS if liar.law == law.id]
    return "\n".join(
        [
            f"# {law.id}",
            "",
            *explained(law),
            "",
            "## What a failure looks like",
            "",
            *_failure_of(law, liars),
            "",
            "## Who breaks it",
            "",
            "Liars, clients with one planted fault, that this law must catch. Try `runlaws fuzz runlaws.liars:NAME`.",
            "",
            "| liar | its fault | seen in |",
            "|---|---|---|",
            *(f"| `{liar.__name__}` | {_sentence(liar)} | {liar.seen} |" for liar in liars),
            "",
        ]
    )


def _sentence(liar: type[Honest]) -> str:
    return " ".join(inspect.cleandoc(liar.__doc__ or "").split("\n\n")[0].split())


def _failure_of(law: Law, liars: Sequence[type[Honest]]) -> list[str]:
    """Return the first failure of a liar that fixed cases show, with long lines cut."""
    for liar in liars:
        for failure, case in _failures(law, liar):
            spec = f"runlaws.liars:{liar.__name__}"
            text = text_of(finding_of(failure, case, liar().name, replay=replay_command(case, spec)))
            lines = [line if len(line) <= _WIDTH else f"{line[:_WIDTH]} …" for line in text.splitlines()]
            return [f"`{spec}`: {_sentence(liar)}", "", "```", *lines, "```"]
    msg = f"no liar breaks {law.id} in any fixed case"
    raise LookupError(msg)


def _failures(law: Law, liar: type[Honest]) -> Iterator[tuple[Failure, Case]]:
    """Yield what breaks a law; of a law about all calls, what decoding breaks comes first, which is quickly asked."""
    kinds = kinds_for_all([law])
    for asked in (evolve(law, asks=frozenset()), law) if law.ending else (law,):
        trial = Trial(InProcess(liar(), deadline=0.5), [asked], controls)
        seeded = (make_case(0, index, kinds=kinds) for index in range(500))  # the same with every Hypothesis
        for case in itertools.chain(catalogue(kinds=kinds), seeded):
            for _, verdict in trial.verdicts(case):
                yield from ((failure, case) for failure in verdict.failures)
