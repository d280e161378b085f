"""What there is to say about a comparison: each disagreement, what versions changed, the laws and the policies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from runlaws.client import Policy
from runlaws.comparison import Aspect, ComparisonResult, Disagreement, VersionChange
from runlaws.contract import NewsKind, Standing
from runlaws.finding import SearchResult
from runlaws.reports._law_result import Fared, LawResult, law_results
from runlaws.reports._shared import WIDTH, document_text, kind_of, likeness_of, places, reasons_of, value_text
from runlaws.reports._text import notes_of
from runlaws.values import shortened, written

__all__ = [
    "ClientRow",
    "change_text",
    "closing",
    "headline",
    "in_short",
    "law_rows",
    "notes",
    "opening",
    "policy_rows",
    "rows_of",
    "sides_of",
]

_MARKS: Final = {Fared.KEPT: "kept", Fared.KNOWN: "known"}
_UNFINISHED: Final = "not finished"
_UNTRIED: Final = "not tried"


class ClientRow(NamedTuple):
    """A row of a table of clients: its name, and a cell for each client."""

    name: str
    cells: tuple[str, ...]


def opening(comparison: ComparisonResult) -> Iterator[str]:
    """Yield what was compared, why that is not complete, and which clients could not be asked to the end."""
    number, clients = len(comparison.disagreements), len(comparison.clients)
    disagreements = "no disagreement" if not number else f"{number} disagreement{'s' if number > 1 else ''}"
    cases = f"{comparison.cases:,} cases of profile {comparison.profile} (seed {comparison.seed})"
    if comparison.ended:
        yield comparison.ended
    yield f"{clients} clients, {cases}: {disagreements}"
    for client, why in comparison.lost.items():
        yield f"{client}: {why}"


def headline(disagreement: Disagreement) -> str:
    """Return a disagreement in a few words: what it is about, and where."""
    place = f" at {disagreement.pointer}" if disagreement.pointer.startswith("/") else ""
    way = f", {disagreement.pointer}" if disagreement.pointer and not place else ""
    return f"{disagreement.aspect.value}: {disagreement.about}{place}{way}"


def in_short(disagreement: Disagreement) -> str:
    """Return who does what, without the values."""
    return " · ".join(f"{', '.join(side.clients)} {side.does.partition(': ')[0]}" for side in disagreement.sides)


def sides_of(disagreement: Disagreement) -> Iterator[tuple[str, str]]:
    """Yield each side: its clients, and what they do."""
    yield from ((", ".join(side.clients), side.does) for side in disagreement.sides)


_SETTINGS: Final[Mapping[Standing, str]] = {
    Standing.INVALID: "invalid",
    Standing.MALFORMED: "invalid",
    Standing.AMBIGUOUS: "duplicates",
}
_OF_NEWS: Final[Mapping[NewsKind, str]] = {
    NewsKind.UNKNOWN_MEMBER: "unknown_members",
    NewsKind.UNKNOWN_VALUE: "unknown_values",
    NewsKind.UNKNOWN_VARIANT: "unknown_variants",
}


def _settings(disagreement: Disagreement) -> Iterator[str]:
    """Yield the settings of a policy that speak of a disagreement."""
    judgement = disagreement.case.judgement
    if disagreement.aspect in (Aspect.ACCEPTANCE, Aspect.CONTENT):
        if judgement.standing in _SETTINGS:
            yield _SETTINGS[judgement.standing]
        yield from dict.fromkeys(_OF_NEWS[news.kind] for news in judgement.news)
    elif disagreement.aspect is Aspect.HASHING:
        yield "hashable"
    elif disagreement.aspect is Aspect.EQUALITY:
        yield "equality"


def _promised(disagreement: Disagreement, policies: Mapping[str, Policy]) -> Iterator[tuple[str, str]]:
    """Yield what the policies say of a disagreement, where they do not all say the same."""
    for setting in _settings(disagreement):
        said: dict[str, list[str]] = {}
        for client, policy in policies.items():
            if disagreement.side_of(client) is not None:
                said.setdefault(_setting(policy.as_json()[setting]), []).append(client)
        if len(said) > 1:
            yield "policy", "; ".join(f"{setting}={word}: {', '.join(clients)}" for word, clients in said.items())


def rows_of(
    disagreement: Disagreement,
    policies: Mapping[str, Policy],
    show: Callable[[bytes], str] = document_text,
) -> Iterator[tuple[str, str]]:
    """Yield what there is to say about a disagreement besides the sides, each with the word that it stands under."""
    case = disagreement.case
    yield from _promised(disagreement, policies)
    if disagreement.also:
        yield "also at", places(disagreement.also)
    parts = [f"{name} {value_text(value, 80)}" for name, value in disagreement.notable.items()]
    beyond = f"; beyond a minimal {case.judgement.profile.object.name}: {', '.join(parts)}" if parts else ""
    yield "case", f"{kind_of(case)}{beyond}"
    for reason in reasons_of(case)[:1]:
        yield "breaks" if case.judgement.violations else "unknown", shortened(str(reason), WIDTH)
    yield "document", show(case.document)
    if case.twin is not None:
        yield "second", f"{show(case.twin.document)}  ({likeness_of(case.twin)})"
    yield "replay", f"runlaws replay {case.id} --client CLIENT"
    yield "seen", f"in {disagreement.seen:,} case{'s' if disagreement.seen > 1 else ''}"


def change_text(change: VersionChange, comparison: ComparisonResult) -> str:
    """Return what a version changed as a sentence."""
    disagreement = comparison.disagreements[change.number - 1]
    place = f" at {disagreement.pointer}" if disagreement.pointer.startswith("/") else ""
    return f"now {change.does}, before {change.did}: {disagreement.about}{place}  ({change.number})"


# -- the matrix


def notes(comparison: ComparisonResult) -> Iterator[str]:
    """Yield why a client was not held to the laws to the end, where that is not said of the whole comparison."""
    yield from (note for result in comparison.results for note in notes_of(result) if note != comparison.ended)


def law_rows(comparison: ComparisonResult) -> tuple[list[ClientRow], list[str]]:
    """Return the laws that not all clients keep, each with how every client fared, and those that all keep."""
    fared = [dict(_known(result)) for result in comparison.results]
    absent = [_not_known(result) for result in comparison.results]
    rows: list[ClientRow] = []
    kept: list[str] = []
    for law in dict.fromkeys(law for of_one in fared for law in of_one):
        cells = tuple(_cell(of_one.get(law), other) for of_one, other in zip(fared, absent, strict=True))
        if set(cells) - {_UNFINISHED, _UNTRIED} == {_MARKS[Fared.KEPT]}:
            kept.append(law)
        else:
            rows.append(ClientRow(law, cells))
    return rows, kept


def _known(result: SearchResult) -> Iterator[tuple[str, LawResult]]:
    """Yield how each law fared of which something is known: of a search without counts, those that are broken."""
    for law in law_results(result):
        if result.tallies or not result.ended or law.fared is Fared.BROKEN:
            yield law.law, law


def _not_known(result: SearchResult) -> str:
    return _UNFINISHED if result.ended and result.examples else _UNTRIED


def _cell(law: LawResult | None, absent: str) -> str:
    if law is None:
        return absent
    if law.fared is Fared.BROKEN:
        number = len(law.groups)
        return f"broken, {number} way{'s' if number > 1 else ''}"
    declared = law.fared is Fared.UNASKED and law.why.startswith("the client")
    return _MARKS.get(law.fared, "declared" if declared else "not asked")


def policy_rows(comparison: ComparisonResult) -> list[ClientRow]:
    """Return the settings in which the clients' policies differ, each with what every policy says."""
    said = [policy.as_json() for policy in comparison.policies.values()]
    default = Policy().as_json()
    names = [name for name in default if name != "errors" and len({written(each[name]) for each in said}) > 1]
    return [ClientRow(name, tuple(_setting(each[name]) for each in said)) for name in names]


def _setting(value: object) -> str:
    return value if isinstance(value, str) else value_text(value, 60)


def closing(comparison: ComparisonResult, rows: Sequence[ClientRow], kept: Sequence[str]) -> Iterator[str]:
    """Yield what to read under the matrix."""
    if not comparison.results:
        return
    if kept:
        laws = f"{'The other' if rows else 'All'} {len(kept)} laws are" if len(kept) > 1 else f"{kept[0]} is"
        whole = not any(result.ended for result in comparison.results)
        yield f"{laws} kept by every client{'' if whole else ' that was asked to the end'}."
    if any("declared" in row.cells for row in rows):
        yield "declared: the client's policy says that it does otherwise, or does not offer what the law is about."
