"""How each law fared in a search: kept, broken, broken as known, or never asked."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence

from attrs import frozen

from runlaws.finding import SearchResult, Tally
from runlaws.grouping import Group
from runlaws.laws import LAWS
from runlaws.reports._severity import by_severity

__all__ = ["Fared", "LawResult", "law_results"]


class Fared(enum.StrEnum):
    """How a law fared."""

    KEPT = "kept"
    BROKEN = "broken"
    KNOWN = "broken as known"
    UNASKED = "never asked"


@frozen
class LawResult:
    """How one law fared in a search: `why` is a sentence on all but a broken law, and `groups` has what breaks it.

    A group is in the result of each law that one of its findings breaks.
    """

    law: str
    fared: Fared
    why: str = ""
    groups: Sequence[Group] = ()


def law_results(result: SearchResult) -> Iterator[LawResult]:
    """Yield how each law fared that a search tried; if it ended before it could say which, all laws."""
    groups: dict[str, list[Group]] = {}
    for of_one_severity in by_severity(result.findings).values():
        for group in of_one_severity:
            for law in dict.fromkeys(finding.failure.law for finding in (group.first, *group.rest)):
                groups.setdefault(law, []).append(group)
    tallies = {tally.law: tally for tally in result.tallies}
    for law in dict.fromkeys((*(tallies or (law.id for law in LAWS)), *groups)):
        if law in groups:
            yield LawResult(law, Fared.BROKEN, groups=groups[law])
        else:
            yield _without_findings(result, law, tallies.get(law))


def _without_findings(result: SearchResult, law: str, tally: Tally | None) -> LawResult:
    if tally is None:
        return LawResult(law, Fared.UNASKED, result.ended or "nobody counted what it was asked of")
    if tally.failed:
        return LawResult(law, Fared.KNOWN, f"it failed on {tally.failed:,} cases in ways that are known")
    if tally.passed:
        return LawResult(law, Fared.KEPT, f"passed in {tally.passed:,} cases")
    reasons = sorted(tally.not_asked.items(), key=lambda item: (not item[0].startswith("the client"), -item[1]))
    why = "; ".join(f"{reason} ({number:,} cases)" for reason, number in reasons)
    return LawResult(law, Fared.UNASKED, why or "no case was tried")
