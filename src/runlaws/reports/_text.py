"""The text report: findings that a person can act on, and one line that sums them up."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, repeat
from typing import Final

from runlaws.case import Case
from runlaws.client import EVERYTHING, Question
from runlaws.contract import Judgement
from runlaws.coverage import Coverage
from runlaws.finding import Finding, SearchResult
from runlaws.laws import MEANING, Need
from runlaws.reports._laws import known_law
from runlaws.reports._rest import rows_of_rest
from runlaws.reports._severity import by_severity
from runlaws.reports._shared import UNLIMITED, WIDTH, document_text, kind_of, likeness_of, printable, value_text
from runlaws.values import path_of, shortened

__all__ = [
    "closing_lines",
    "compares_second",
    "coverage_line",
    "notes_of",
    "render",
    "rows_of",
    "shares_text",
    "summary",
    "text_of",
    "title_of",
]


_SENTENCE: Final = 2000
"""How much of an exception's message is shown: all that is kept of it."""


def render(*results: SearchResult) -> str:
    """Return the results of searches as text: of each the findings, the gravest first, known failures, and a sum."""
    return "\n\n".join(map(_rendered, results))


def _rendered(result: SearchResult) -> str:
    parts: list[str] = []
    for severity, groups in by_severity(result.findings).items():
        parts.append(f"== {severity.value}: {MEANING[severity]} ==\n")
        parts += [text_of(finding, also) + "\n" for finding, also in groups]
    return "\n".join([*parts, *map(printable, closing_lines(result))])


def closing_lines(result: SearchResult) -> Iterator[str]:
    """Yield what a report ends with: what became of known failures, whether the search is whole, and the summary."""
    yield from notes_of(result)
    yield from summary(result).splitlines()


def notes_of(result: SearchResult) -> Iterator[str]:
    """Yield what became of known failures, and why the search is not whole if it is not."""
    known = result.known
    if known is not None:
        yield from known.complaints
        yield f"{known.file}: {known.seen} of {known.kinds} known failures were seen"
    if result.ended:
        yield result.ended


def text_of(finding: Finding, also: Sequence[Finding] = (), *, whole: bool = False) -> str:
    """Return a finding as text: the law, the place, what was sent and got, the client, the command to see it again.

    `also` has the other findings of its group. With `whole`, values and documents are not cut.
    """
    show = partial(document_text, whole=whole)
    rows = rows_of(finding, also, show, UNLIMITED if whole else WIDTH)
    lines = [title_of(finding), *(f"  {label:<8} {text}" for label, text in rows)]
    return "\n".join(map(printable, lines))


def title_of(finding: Finding) -> str:
    """Return the law that a finding breaks and its sentence, or only the id if the law is the user's own."""
    law = known_law(finding.failure.law)
    return finding.failure.law if law is None else f"{law.id}: {law.says}"


def rows_of(
    finding: Finding,
    also: Sequence[Finding] = (),
    show: Callable[[bytes], str] = document_text,
    width: int = WIDTH,
) -> Iterator[tuple[str, str]]:
    """Yield what there is to say about a finding, each with the word that it stands under.

    `show` returns what is printed of a document; of a value or a sentence, `width` characters are.
    """
    failure, case = finding.failure, finding.case
    yield from _about_the_law(failure.law)
    if failure.pointer:
        yield "at", failure.pointer
    yield from _member(case, failure.pointer)
    yield "sent", value_text(failure.sent, width)
    yield "got", f"{value_text(failure.got, max(width, _SENTENCE) if failure.raised else width)}    ({failure.kind})"
    for line in failure.further:
        yield "", shortened(line, width)
    for label, line in zip(chain(("raised",), repeat("cause")), failure.raised, strict=False):
        yield label, f"in {line}" if label == "raised" else shortened(line, width)
    yield from rows_of_rest(finding, also)
    yield "client", finding.client
    yield "case", f"{kind_of(case)}{_notable(finding)}"
    yield from _why(case.judgement, width)
    if len(case.before) == 1:
        yield "before", f"{show(case.before[0])}  (decoded first, by the same process)"
    yield "document", show(case.document)
    yield from _others(failure.law, case, show)
    if finding.seen:
        yield "seen", f"in {finding.seen:,} of the {finding.tried:,} cases that the law was asked of"
    if finding.replay:
        yield "replay", finding.replay
    if finding.permit:
        yield "permit", f"if this is intended: {finding.permit}"
    yield from (("", line) for line in failure.traceback)


def summary(result: SearchResult) -> str:
    """Return a line that says what a search found and, if that is anything, what to do next."""
    counts = {severity: len(groups) for severity, groups in by_severity(result.findings).items()}
    count = sum(counts.values())
    findings = "no findings" if not count else f"{count} finding{'s' if count > 1 else ''}"
    line = f"{result.client}: {findings} in {result.examples} cases of profile {result.profile} (seed {result.seed})"
    if not count:
        return line
    severities = ", ".join(f"{number} {severity.value}" for severity, number in counts.items())
    return f"{line}\n{severities}\n{_next(result.spec or 'CLIENT')}"


def _next(spec: str) -> str:
    """Return the sentence that says what to do about findings."""
    client = shlex.quote(spec)
    return (
        f"Next: `runlaws replay` shows one again; `runlaws probe {client}` prints the policy that permits what is"
        f" intended; `runlaws known update {client}` writes down what is to be mended later."
    )


def coverage_line(client: str, coverage: Coverage, cases: int) -> str:
    """Return one line that says how much of a contract some cases exercised."""
    of = f"contract coverage of {coverage.profile.spec}: {shares_text(coverage.shares)}"
    return f"{client}: {cases:,} case{'s' if cases > 1 else ''}, {of}"


def shares_text(shares: Mapping[str, float]) -> str:
    """Return shares of the aspects of a contract in per cent, rounded down."""
    return ", ".join(f"{aspect} {int(100 * share)} %" for aspect, share in shares.items())


def _about_the_law(id: str) -> Iterator[tuple[str, str]]:
    """Yield why a law matters, unless it is the user's own."""
    law = known_law(id)
    if law is not None:
        yield "why", law.why


def _member(case: Case, pointer: str) -> Iterator[tuple[str, str]]:
    """Yield a description of the member at a place, if the object's contract has one."""
    sentence = case.judgement.profile.object.sentence_at(path_of(case.tree or {}, pointer))
    if sentence:
        yield "member", sentence


def compares_second(id: str) -> bool:
    """Return whether a law looks at the second document of a case; one of the user's own is taken to."""
    law = known_law(id)
    return bool((EVERYTHING if law is None else law.asks) & {Question.TWIN, Question.DISTURB})


def _others(id: str, case: Case, show: Callable[[bytes], str]) -> Iterator[tuple[str, str]]:
    """Yield the other documents that a law compares with the case's."""
    law = known_law(id)
    with_third = law is not None and Need.THIRD in law.needs
    if case.twin is not None and compares_second(id):
        yield "second", f"{show(case.twin.document)}  ({likeness_of(case.twin)})"
    if case.third is not None and with_third:
        yield "third", f"{show(case.third.document)}  ({likeness_of(case.third)})"


def _why(judgement: Judgement, width: int) -> Iterator[tuple[str, str]]:
    """Yield the reason for a document's standing: its first violation (disputes come first), or else its first news."""
    reasons = list(map(str, judgement.violations or judgement.news))
    if reasons:
        label = "breaks" if judgement.violations else "unknown"
        more = f" and {len(reasons) - 1} more" if len(reasons) > 1 else ""
        yield label, f"{shortened(reasons[0], width)}{more}"


def _notable(finding: Finding) -> str:
    parts = [f"{name} {value_text(value, 80)}" for name, value in finding.notable.items()]
    return f"; beyond a minimal {finding.case.judgement.profile.object.name}: {', '.join(parts)}" if parts else ""
