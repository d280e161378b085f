"""The pages of laws: one for each, with what it needs, who breaks it, and what that looks like."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Iterator, Sequence
from typing import Final

from runlaws.case import Case
from runlaws.client import Question
from runlaws.laws import LAWS, MEANING, Law
from runlaws.liars import LIARS, Honest
from runlaws.observe import InProcess
from runlaws.reports import text_of
from runlaws.search import finding_of, replay_command
from runlaws.trial import Trial
from runlaws.verdict import Failure
from runlaws_strategies import catalogue, kinds_for_all, make_case
from runlaws_strategies.build import controls

__all__ = ["index_page", "law_page"]

_WIDTH = 118

_ASKED: Final = {
    Question.SHOW: "read every member",
    Question.ENCODE: "encode the value",
    Question.ENCODE_AGAIN: "decode its own output and encode that",
    Question.COMPARE: "compare the value with itself and a second decoding",
    Question.NEGATE: "compare with `!=` too",
    Question.STRANGERS: "compare with None and with values of other types",
    Question.HASH: "hash the value",
    Question.TWIN: "decode the second document, and compare the two",
    Question.THIRD: "decode the third document, and compare the three",
    Question.REPLY: "decode two replies that differ in their headers",
    Question.COPY: "copy, deepcopy and pickle the value",
    Question.PRINT: "print the value twice, by `repr` and `str`",
    Question.PRINT_BESIDE: "print it again after another document's value",
    Question.AGAIN: "do it all once more",
    Question.DISTURB: "do all of this with one value, and see whether it has changed",
    Question.REPEAT: "decode the document again, at once and after other documents",
    Question.SHOW_ANOTHER: "read every member of another document's value",
    Question.SHARE: "let copies of the value, other values and what it hands out be changed",
}
"""What a client must do, by the question."""


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
            f"**{_capitalised(law.says)}.** {law.why}",
            "",
            f"Severity of a finding: {law.severity.value} ({MEANING[law.severity]}).",
            "",
            inspect.cleandoc(law.find.__doc__ or ""),
            "",
            "## When it is asked",
            "",
            *(f"- {condition}" for condition in law.conditions()),
            *(["", f"Besides decoding the document, the client must {_listed(law)}."] if law.asks else []),
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


def _listed(law: Law) -> str:
    *others, last = (_ASKED[question] for question in Question if question in law.asks)
    return f"{'; '.join(others)}; and {last}" if others else last


def _capitalised(sentence: str) -> str:
    """Return a sentence with a capital letter at its start, unless it starts with code."""
    return sentence if sentence[1:3] in (" =", " !") else sentence[0].upper() + sentence[1:]


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
    trial = Trial(InProcess(liar(), deadline=0.5), [law], controls)
    kinds = kinds_for_all([law])
    seeded = (make_case(0, index, kinds=kinds) for index in range(500))  # the same with every Hypothesis
    for case in itertools.chain(catalogue(kinds=kinds), seeded):
        for _, verdict in trial.verdicts(case):
            yield from ((failure, case) for failure in verdict.failures)
