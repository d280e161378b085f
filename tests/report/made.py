"""Results to make reports of: plain ones, and ones in which everything that is foreign is hostile."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from attrs import evolve

from runlaws.case import Case, Likeness, Twin
from runlaws.client import Snippet
from runlaws.contract import Judgement, News, NewsKind, Standing, Violation
from runlaws.document import write
from runlaws.finding import Finding, KnownSeen, SearchResult, Tally
from runlaws.laws import LAWS
from runlaws.liars import LIARS
from runlaws.objects.run.profiles import V2
from runlaws.search import search
from runlaws.values import ABSENT, Json
from runlaws.verdict import Cause, Failure, Words

HOSTILE = (
    "\x1b[31m\n\r\t\x00\x7f\x9b\u00a0\u2028\u202e\ud800é日😀\"'`</script><script>alert(1)</script>]]>&amp;{{ 7*7 }}"
)
"""What documents, clients and exceptions may hold: control characters, a lone surrogate, markup of every kind."""

RUN: Mapping[str, Json] = {
    "id": "run_1",
    "status": "queued",
    "tools": [{"type": "function", "function": {"name": "f"}}],
    "top_p": 0.5,
}


def finding_of(
    law: str = "round-trip",
    pointer: str = "/top_p",
    kind: str = "value changed",
    sent: object = 0.5,
    got: object = 1,
    *,
    tree: Mapping[str, Json] | None = None,
    **more: Any,
) -> Finding:
    """Return a finding on a valid document."""
    case = Case.of_tree(RUN if tree is None else tree, V2, made="valid")
    parts: dict[str, Any] = {
        "replay": f"runlaws replay {case.id} --client acme:client",
        "tried": 1200,
        "seen": 3,
        **more,
    }
    return Finding(Failure(law, pointer, kind, sent, got), parts.pop("case", case), "acme 1.2", **parts)


def result_of(*findings: Finding, client: str = "acme 1.2", **more: Any) -> SearchResult:
    """Return the result of a search of every law, of which one was never asked."""
    broken = {finding.failure.law for finding in findings}
    tallies = tuple(
        Tally(law.id, 0, 0, {"the document is valid": 7, "the client does not encode": 5})
        if law.id == "round-trip-stable"
        else Tally(law.id, 1000, 3 if law.id in broken else 0, {})
        for law in LAWS
    )
    parts: dict[str, Any] = {"tallies": tallies, "spec": "acme:client", "file": "acme.py", "line": 12, **more}
    return SearchResult(client, "v2", 500, 7, findings, **parts)


def hostile_result() -> SearchResult:
    """Return a result in which every text that is not ours is hostile."""
    document = write({HOSTILE: HOSTILE, "metadata": {HOSTILE: HOSTILE}})
    violation = Violation(HOSTILE, f"/{HOSTILE}", HOSTILE)
    judgement = Judgement(V2, Standing.INVALID, (violation,), (News(NewsKind.UNKNOWN_MEMBER, f"/{HOSTILE}", HOSTILE),))
    twin = Twin(HOSTILE.encode("utf-8", "surrogatepass"), Likeness.DIFFERENT, f"/{HOSTILE}")
    cause = Cause("round-trip", f"/{HOSTILE}", HOSTILE, HOSTILE, f"{HOSTILE} in {HOSTILE}", HOSTILE)
    values = ({HOSTILE: [HOSTILE]}, Words(HOSTILE), HOSTILE, ABSENT, float("nan"))
    findings = [
        Finding(
            Failure(
                law,
                f"/{HOSTILE}",
                HOSTILE,
                sent,
                got,
                cause=evolve(cause, law=law, types=str(number)),
                raised=(f"{HOSTILE} in {HOSTILE}, line 7", HOSTILE),
                further=(HOSTILE,),
            ),
            Case(document, judgement, HOSTILE, twin, twin),
            HOSTILE,
            {HOSTILE: HOSTILE, "gone": ABSENT},
            f"runlaws replay 0 --client {HOSTILE}",
            HOSTILE,
            (HOSTILE,),
            9,
            2,
        )
        for law in ("round-trip", "equality-significant-fields", HOSTILE)
        for number, (sent, got) in enumerate(zip(values, values[::-1], strict=True))
    ]
    tallies = (Tally("round-trip", 1, 2, {HOSTILE: 3}), Tally(HOSTILE, 0, 0, {HOSTILE: 3}))
    known = KnownSeen(HOSTILE, 2, 1, (HOSTILE,))
    snippet = Snippet("def decode(document): ...", "run.to_json()", {f"/{HOSTILE}": HOSTILE})
    return SearchResult(
        HOSTILE, "v2", 9, 0, tuple(findings), tallies, known, HOSTILE, HOSTILE, None, HOSTILE, 3, True, snippet
    )


@functools.cache
def searched() -> SearchResult:
    """Return what a search of a liar found."""
    liar = next(liar for liar in LIARS if liar.__name__ == "DropsParallelToolCalls")
    laws = [law for law in LAWS if law.id.startswith("round-trip")]
    return search(liar(), laws=laws, examples=60, enumerate_first=False, spec="a:b")
