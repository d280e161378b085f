"""The text report: findings that a person can act on, and one line that sums them up."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from runlaws.case import Case, Likeness, Twin
from runlaws.client import EVERYTHING, Question
from runlaws.contract import Judgement
from runlaws.coverage import ASPECTS, Coverage
from runlaws.finding import Finding, SearchResult
from runlaws.laws import MEANING, Need, UnknownLaw, find_law
from runlaws.reports._severity import by_severity
from runlaws.reports._shared import WIDTH, document_text, kind_of, places, printable, value_text
from runlaws.values import path_of, shortened

__all__ = ["coverage_line", "render", "summary", "text_of"]


def render(result: SearchResult) -> str:
    """Return a search's result as text: the findings, the gravest first, the known failures, and a summary."""
    parts: list[str] = []
    for severity, groups in by_severity(result.findings).items():
        parts.append(f"== {severity.value}: {MEANING[severity]} ==\n")
        parts += [text_of(finding, also) + "\n" for finding, also in groups]
    known = result.known
    if known is not None:
        parts += map(printable, known.complaints)
        parts.append(printable(f"{known.file}: {known.seen} of {known.kinds} known failures were seen"))
    return "\n".join([*parts, summary(result)])


def text_of(finding: Finding, also: Sequence[str] = ()) -> str:
    """Return a finding as text: the law, the place, what was sent and got, the client, the command to see it again.

    `also` lists other places that fail in the same way.
    """
    failure, case = finding.failure, finding.case
    lines = list(_title(failure.law))
    if failure.pointer:
        lines.append(f"  at       {failure.pointer}")
    lines += _member(case, failure.pointer)
    lines.append(f"  sent     {value_text(failure.sent)}")
    lines.append(f"  got      {value_text(failure.got)}    ({failure.kind})")
    if failure.raised:
        lines.append(f"  raised   in {shortened(failure.raised, WIDTH)}")
    if also:
        lines.append(f"  also at  {places(also)}")
    lines.append(f"  client   {finding.client}")
    lines.append(f"  case     {kind_of(case)}{_notable(finding)}")
    lines += _why(case.judgement)
    lines.append(f"  document {document_text(case.document)}")
    lines += _others(failure.law, case)
    if finding.replay:
        lines.append(f"  replay   {finding.replay}")
    if finding.permit:
        lines.append(f"  permit   if this is intended: {finding.permit}")
    return "\n".join(map(printable, lines))


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
    shares = ", ".join(f"{aspect} {int(100 * coverage.share(aspect))} %" for aspect in ASPECTS)
    return f"{client}: {cases:,} case{'s' if cases > 1 else ''}, contract coverage of {coverage.profile.spec}: {shares}"


def _title(id: str) -> Iterator[str]:
    """Yield what a law says and why, or only its id if the law is the user's own."""
    try:
        law = find_law(id)
    except UnknownLaw:
        yield id
    else:
        yield f"{law.id}: {law.says}"
        yield f"  why      {law.why}"


def _member(case: Case, pointer: str) -> Iterator[str]:
    """Yield a description of the member at a place, if the object's contract has one."""
    sentence = case.judgement.profile.object.sentence_at(path_of(case.tree or {}, pointer))
    if sentence:
        yield f"  member   {sentence}"


def _others(id: str, case: Case) -> Iterator[str]:
    """Yield the other documents that a law compares with the case's."""
    try:
        law = find_law(id)
        asks, with_third = law.asks, Need.THIRD in law.needs
    except UnknownLaw:
        asks, with_third = EVERYTHING, False
    if case.twin is not None and asks & {Question.TWIN, Question.DISTURB}:
        yield f"  second   {document_text(case.twin.document)}  ({_likeness(case.twin)})"
    if case.third is not None and with_third:
        yield f"  third    {document_text(case.third.document)}  ({_likeness(case.third)})"


def _why(judgement: Judgement) -> Iterator[str]:
    """Yield the reason for a document's standing: its first violation (disputes come first), or else its first news."""
    reasons = list(map(str, judgement.violations or judgement.news))
    if reasons:
        label = "breaks" if judgement.violations else "unknown"
        more = f" and {len(reasons) - 1} more" if len(reasons) > 1 else ""
        yield f"  {label:<8} {shortened(reasons[0], WIDTH)}{more}"


def _likeness(twin: Twin) -> str:
    if twin.likeness is Likeness.SAME:
        return "the same data, spelled differently"
    return f"the same except at {twin.pointer}"


def _notable(finding: Finding) -> str:
    parts = [f"{name} {value_text(value, 80)}" for name, value in finding.notable.items()]
    return f"; beyond a minimal {finding.case.judgement.profile.object.name}: {', '.join(parts)}" if parts else ""
