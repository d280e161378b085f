"""The HTML report: one page that is whole in itself, for a reader who has never heard of the kit.

The template escapes everything, and the page's own policy lets it load nothing and run no script but its own.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from runlaws.finding import Finding, SearchResult
from runlaws.grouping import severity_of
from runlaws.laws import LAWS, MEANING, Family, Severity
from runlaws.reports._excerpt import marked_lines
from runlaws.reports._law_result import Fared, LawResult, law_results
from runlaws.reports._laws import about, known_law
from runlaws.reports._severity import by_severity
from runlaws.reports._shared import headline, often, printable
from runlaws.reports._text import notes_of, rows_of, shares_text, summary

if TYPE_CHECKING:
    import jinja2

__all__ = ["page", "page_template", "render"]

_ROLES: Final = {
    "sent": {"mark": "−", "says": "sent:"},
    "got": {"mark": "+", "says": "came back:"},
    "first": {"mark": "1", "says": "in the first document:"},
    "second": {"mark": "2", "says": "in the second document:"},
    "here": {"mark": "▸", "says": "here:"},
}
_MARKED: Final = {
    "sent": ", with − at what was sent and + at what came back",
    "first": ", with 1 and 2 at what differs in the second document",
    "here": ", with ▸ at the place that matters",
}
_ELSEWHERE: Final = frozenset({"why", "client", "document", "second", "third", "replay", "permit", "", "seen"})
"""Labels of the text report whose texts the page shows in another way."""
_OTHERS: Final = {"second": "The second document", "third": "The third document"}


def render(*results: SearchResult) -> str:
    """Return the results of searches as a page: a matrix of laws and clients, and every finding."""
    return page(results)


def page(results: Sequence[SearchResult], title: str = "", comparison: Mapping[str, Any] | None = None) -> str:
    """Return the page of some results; `comparison` has what the section on disagreements shows, if there is one."""
    numbers = {id: number for number, id in enumerate(_laws_of(results))}
    sorted_out = [by_severity(result.findings) for result in results]
    groups = [
        (finding, also, client)
        for severity in Severity
        for client, its in enumerate(sorted_out)
        for finding, also in its.get(severity, ())
    ]
    findings = [_finding(finding, also, client, numbers) for finding, also, client in groups]
    broken = {number for finding in findings for number in finding["law_numbers"]}
    asked = f"Does {results[0].client} keep its promises?" if len(results) == 1 else "Which clients keep which laws?"
    text: str = page_template("report.html").render(
        title=printable(title or asked),
        clients=list(map(_client, results)),
        families=list(_families(results, numbers, findings)),
        findings=findings,
        severities=list(enumerate(severity.value for severity in Severity)),
        broken=[(number, printable(id)) for id, number in numbers.items() if number in broken],
        laws=[_law(id, number) for id, number in numbers.items()],
        roles=_ROLES,
        comparison=comparison,
    )
    return text


@functools.cache
def page_template(name: str) -> jinja2.Template:
    """Return a template of a page, which is given our style, our script and their hashes."""
    from importlib.metadata import version

    import jinja2
    from markupsafe import Markup

    loader = jinja2.PackageLoader("runlaws.reports", "page")
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    style, script = (loader.get_source(environment, f"report.{kind}")[0] for kind in ("css", "js"))
    environment.filters["code"] = _with_code
    parts = {"style": Markup(style), "style_hash": _hash(style), "script": Markup(script), "script_hash": _hash(script)}
    return environment.get_template(name, globals={**parts, "version": version("runlaws")})


def _with_code(text: str) -> str:
    """Return a sentence of a law with what stands between backticks as code."""
    from markupsafe import Markup

    ways = itertools.cycle((Markup("{}"), Markup("<code>{}</code>")))
    return Markup().join(way.format(part) for way, part in zip(ways, text.split("`"), strict=False))


def _hash(text: str) -> str:
    """Return the hash by which the page's policy recognizes its own style and script."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


# -- laws and clients


def _laws_of(results: Sequence[SearchResult]) -> Sequence[str]:
    """Return the ids of all laws that were tried, in the order of all laws, the user's own at the end."""
    tried = {law.law: None for result in results for law in law_results(result)}
    return [*(law.id for law in LAWS if law.id in tried), *(id for id in tried if known_law(id) is None)]


def _client(result: SearchResult) -> Mapping[str, Any]:
    lines = summary(result).splitlines()
    sums = ", of which ".join(line.removeprefix(f"{result.client}: ") for line in lines[:2])
    notes = list(map(printable, notes_of(result)))
    coverage = shares_text(result.coverage) if result.coverage else ""
    return {"name": printable(result.client), "sum": printable(sums), "notes": notes, "coverage": printable(coverage)}


def _law(id: str, number: int) -> Mapping[str, Any]:
    law = known_law(id)
    if law is None:
        return {"id": printable(id), "number": number, "says": ""}
    return {
        "id": law.id,
        "number": number,
        "says": law.says,
        "why": law.why,
        "about": about(law).split("\n\n"),
        "conditions": list(law.conditions()),
        "severity": law.severity.value,
        "meaning": MEANING[law.severity],
    }


# -- the matrix

_MARKS: Final = {Fared.KEPT: "✓", Fared.KNOWN: "≈", Fared.UNASKED: "–"}
_CLASSES: Final = {Fared.KEPT: "good", Fared.KNOWN: "known", Fared.UNASKED: "none", Fared.BROKEN: "bad"}


def _families(
    results: Sequence[SearchResult], numbers: Mapping[str, int], findings: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """Yield the rows of the matrix by the families of the laws, with the number of the first finding of each cell."""
    first: dict[tuple[int, int], int] = {}
    for number, finding in enumerate(findings, 1):
        for law_number in finding["law_numbers"]:
            first.setdefault((law_number, finding["client_number"]), number)
    by_law = [{law.law: law for law in law_results(result)} for result in results]
    for family, ids in itertools.groupby(sorted(numbers, key=_order_of_family), key=_family_of):
        yield (
            family,
            [
                {
                    "law": printable(id),
                    "number": numbers[id],
                    "says": law.says if (law := known_law(id)) else "",
                    "cells": [_cell(laws.get(id), first.get((numbers[id], at), 0)) for at, laws in enumerate(by_law)],
                }
                for id in ids
            ],
        )


def _family_of(id: str) -> str:
    law = known_law(id)
    return law.family.value if law else "laws of the client's own"


def _order_of_family(id: str) -> int:
    law = known_law(id)
    return list(Family).index(law.family) if law else len(Family)


def _cell(law: LawResult | None, finding: int) -> Mapping[str, Any]:
    if law is None:
        return {"kind": "none", "mark": "", "says": "not tried", "finding": 0}
    number = len(law.groups)
    says = f"{number} finding{'s' if number > 1 else ''}" if number else f"{law.fared.value}: {law.why}"
    mark = _MARKS.get(law.fared, f"✗ {number}")
    return {"kind": _CLASSES[law.fared], "mark": mark, "says": printable(says), "finding": finding}


# -- findings


def _finding(finding: Finding, also: Sequence[Finding], client: int, numbers: Mapping[str, int]) -> Mapping[str, Any]:
    law, severity = known_law(finding.failure.law), severity_of(finding)
    rows = list(rows_of(finding, also))
    lines = marked_lines(finding)
    marked = {line.role for line in lines}
    return {
        "law": printable(finding.failure.law),
        "law_number": numbers[finding.failure.law],
        "law_numbers": list(dict.fromkeys(numbers[each.failure.law] for each in (finding, *also))),
        "client": printable(finding.client),
        "client_number": client,
        "severity": severity.value,
        "severity_number": list(Severity).index(severity),
        "headline": printable(headline(finding)),
        "says": law.says if law else "",
        "why": law.why if law else "",
        "rows": [*((label, printable(text)) for label, text in rows if label not in _ELSEWHERE), *_how_often(finding)],
        "marked": next((says for role, says in _MARKED.items() if role in marked), ""),
        "document": [{"role": line.role, "text": printable(line.text)} for line in lines],
        "others": [(_OTHERS[label], [printable(text)]) for label, text in rows if label in _OTHERS],
        "replay": printable(finding.replay),
        "permit": printable(finding.permit),
    }


def _how_often(finding: Finding) -> Iterator[tuple[str, str]]:
    if finding.seen:
        yield "how often", often(finding)
