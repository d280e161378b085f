"""The pages of the matrix of SDKs: one with laws × SDKs, and one for each SDK with its findings."""

from __future__ import annotations

import datetime
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import frozen
from matrix_scripts import key_of

import runlaws
from runlaws.finding import Finding, SearchResult
from runlaws.grouping import Group, severity_of
from runlaws.laws import LAWS, MEANING, Severity
from runlaws.objects import as_profile
from runlaws.reports import kind_of
from runlaws.reports._excerpt import excerpt_of, place_of
from runlaws.reports._law_result import Fared, LawResult, law_results
from runlaws.reports._markdown import as_code
from runlaws.reports._rest import rows_of_rest
from runlaws.reports._severity import by_severity
from runlaws.reports._shared import headline, often, value_text
from runlaws.verdict import Cause, Words

__all__ = ["Page", "index_of", "page_of"]

_HERE: Final = Path(__file__).parent
_MARKS: Final = {Fared.KEPT: "kept", Fared.UNASKED: "–", Fared.KNOWN: "left out"}


@frozen
class Page:
    """One SDK: the name of its page, what a user types for it, what was found, and the script of each finding."""

    slug: str
    spec: str
    result: SearchResult
    scripts: Mapping[tuple[Cause, str], Path]
    left_out: int = 0
    """How many findings are not on the page, since no script of a few lines confirms them."""

    @property
    def groups(self) -> Sequence[Group]:
        """The findings, the gravest first, each with the other places at which it shows."""
        return [group for groups in by_severity(self.result.findings).values() for group in groups]

    @property
    def command(self) -> str:
        """What searches it, in words."""
        profile = "" if self.result.profile == "v2" else f" --profile {self.result.profile}"
        if not self.slug.startswith("node-"):
            return f"`runlaws fuzz {self.spec}{profile}`"
        folder = self.slug.removeprefix("node-")
        return f"`npm ci && runlaws fuzz '{self.spec}'{profile}` in `examples/workers/node/{folder}`"

    @property
    def name(self) -> str:
        """The SDK in a few words, with its version."""
        return f"{self.result.client} (Node)" if self.slug.startswith("node-") else self.result.client


def index_of(pages: Sequence[Page], date: datetime.date, examples: int) -> str:
    """Return the page of all SDKs: how many findings each has by severity, and how each fared with every law."""
    lines = [
        "# The SDKs of today",
        "",
        f"What runlaws {runlaws.__version__} found on {date} in these SDKs: each was tried with the catalogue and",
        f"{examples:,} random cases, seed 0. A finding is one defect, however often and at however many places it",
        "shows; each is confirmed by a script of a few lines with the SDK alone (in `examples/findings/`, and for Node",
        "in the folders of `examples/workers/node/`), which tests run. What a policy declares is no finding, and",
        "neither is [what runlaws cannot see](limits.md): a column with few findings is no certificate. Whether a",
        "finding is a defect is for the SDK to say; what each severity means is on the page of [laws](laws.md). Made",
        "by `python docs/matrix.py`.",
        "",
        "## Findings by severity",
        "",
        f"| SDK | profile | {' | '.join(severity.value for severity in Severity)} |",
        f"|---|---|{'---:|' * len(Severity)}",
        *(_counted(page) for page in pages),
        "",
        "## Laws",
        "",
        "The number of findings that break a law; *kept* where it was asked and held, – where it could not be asked:",
        "the SDK does not offer what it takes, or promises otherwise; *too* where a finding with another law breaks it",
        "and is counted there; *left out* where it failed in a way that no script of a few lines shows.",
        "",
        f"| law | {' | '.join(f'[{number}]' for number in range(1, len(pages) + 1))} |",
        f"|---|{':-:|' * len(pages)}",
        *_laws(pages),
        "",
        *(f"[{number}]: matrix/{page.slug}.md" for number, page in enumerate(pages, 1)),
        "",
        "".join(f"{number}\\. [{page.name}](matrix/{page.slug}.md)  \n" for number, page in enumerate(pages, 1)),
        "```{toctree}",
        ":hidden:",
        "",
        *(f"matrix/{page.slug}" for page in pages),
        "```",
    ]
    return "\n".join(lines) + "\n"


def _counted(page: Page) -> str:
    counts = Counter(severity_of(finding) for finding, _ in page.groups)
    cells = " | ".join(str(counts[severity] or "") for severity in Severity)
    return f"| [{page.name}](matrix/{page.slug}.md) | {page.result.profile} | {cells} |"


def _mark(result: LawResult) -> str:
    led = sum(group.first.failure.law == result.law for group in result.groups)
    return str(led) if led else "too" if result.groups else _MARKS[result.fared]


def _laws(pages: Sequence[Page]) -> Iterator[str]:
    fared = [{one.law: one for one in law_results(page.result)} for page in pages]
    for law in LAWS:
        results = [of_one.get(law.id) for of_one in fared]
        cells = ["–" if one is None else _mark(one) for one in results]
        yield f"| [{law.id}](laws/{law.id}.md) | {' | '.join(cells)} |"


def page_of(page: Page) -> str:
    """Return the page of one SDK."""
    result, groups = page.result, page.groups
    says = as_profile(result.profile).says
    lines = [
        f"# {page.name}",
        "",
        f"{len(groups)} findings in {result.examples:,} cases of profile `{result.profile}` ({says}).",
        f"{page.command} shows them again; [the matrix](../matrix.md) has the other SDKs.",
        *([f"Left out, since no script of a few lines shows it: {page.left_out} more."] if page.left_out else []),
    ]
    before = None
    for number, (finding, also) in enumerate(groups, 1):
        severity = severity_of(finding)
        if severity is not before:
            lines += ["", f"## {severity.value.capitalize()}", "", f"That is, {MEANING[severity]}."]
            before = severity
        lines += ["", *_section(page, number, finding, also)]
    return "\n".join(lines) + "\n"


def _section(page: Page, number: int, finding: Finding, also: Sequence[Finding]) -> Iterator[str]:
    failure = finding.failure
    yield f"### {number}. {as_code(headline(finding))}"
    yield ""
    yield f"- law: [{failure.law}](../laws/{failure.law}.md)"
    yield f"- sent: {_value(failure.sent)}"
    yield f"- got: {_value(failure.got)} ({as_code(failure.kind)})"
    if failure.raised:
        yield f"- raised in {as_code(failure.raised[0])}"
    yield from (f"- {label}: {as_code(text)}" for label, text in rows_of_rest(finding, also))
    short = f": {as_code(excerpt_of(finding))}" if place_of(finding) else ""
    yield f"- the document: {as_code(kind_of(finding.case))}{short}"
    yield f"- {often(finding)}"
    script = page.scripts.get(key_of(finding))
    if script is not None:
        yield f"- confirmed by [{script.name}]({os.path.relpath(script, _HERE / 'matrix')})"
    else:
        yield f"- shown by {as_code(finding.replay)}"


def _value(value: object) -> str:
    return as_code(value_text(value, 200)) if not isinstance(value, Words) else as_code(str(value)[:200])
