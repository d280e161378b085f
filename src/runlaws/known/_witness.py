"""The witness of a known failure: a case as a TOML table, written and read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from runlaws.case import Case, Likeness
from runlaws.contract import Standing
from runlaws.known._words import shown, type_of
from runlaws.laws import Law
from runlaws.objects import PROFILES, ProfileError, find_profile
from runlaws.values import likely

__all__ = ["case_of", "problems_of_witness", "table_of"]

_FROM_THE_CONTRACT: Final = ("id", "standing", "violations", "news")
_KEYS: Final = ("document", "document_hex", "made", "profile", "twin", "third", "origin", "origin_hex")
_DATA: Final = {Likeness.SAME: "the same", Likeness.DIFFERENT: "different"}
_HEX: Final = re.compile(r"(?:[0-9a-fA-F]{2})*")


def table_of(case: Case) -> dict[str, Any]:
    """Return a case as JSON data, without the contract's judgement, which a later version may change."""
    return {name: value for name, value in case.as_json().items() if name not in _FROM_THE_CONTRACT}


def case_of(table: Mapping[str, Any]) -> Case:
    """Return the case of a witness, in which `made` is optional; raises ValueError if the table is not a case."""
    return Case.from_json({"made": "as given", **table})


def problems_of_witness(table: Any, law: Law | None) -> Iterator[tuple[str, str]]:
    """Yield a key and a sentence for each thing that is wrong with a witness of a law."""
    if not isinstance(table, dict):
        yield "witness", f"expected the witness to be a table, got {type_of(table)}"
        return
    broken = list(_broken(table))
    yield from broken
    if broken:
        return
    try:
        case = case_of(table)
    except ValueError as error:
        yield "witness", f"expected the witness to be a case as `runlaws known update` writes it, got none: {error}"
        return
    for name in table.keys() - case.as_json().keys():  # a case writes only the keys that it knows
        yield name, f"expected a witness to have nothing but what a case has, got {name!r}{likely(name, _KEYS)}"
    if law is not None and not law.speaks_of(case):
        yield "witness", f"expected a witness of which {law.id} can be asked, {_unsuited(law, case)}"


def _broken(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the mistakes of a witness that was written by hand."""
    profile, text, digits = (table.get(name) for name in ("profile", "document", "document_hex"))
    if not _is_profile(profile):
        key = "witness" if profile is None else "profile"
        yield key, f"expected the name of a profile ({', '.join(PROFILES)}), got {shown(profile)}"
    if text is None and digits is None:
        yield "witness", "expected the witness to have a document (or document_hex), got none"
    if text is not None and not isinstance(text, str):
        yield "document", f"expected document to be a text, got {type_of(text)}"
    if digits is not None and not (isinstance(digits, str) and _HEX.fullmatch(digits)):
        yield "document_hex", f"expected document_hex to be pairs of hexadecimal digits, got {shown(digits)}"


def _is_profile(spec: object) -> bool:
    """Return whether a text names a profile: one of ours, or one of the user's own that can be imported."""
    try:
        return isinstance(spec, str) and bool(find_profile(spec))
    except ProfileError:
        return False


def _unsuited(law: Law, case: Case) -> str:
    if case.standing not in law.standings:
        wanted = " or ".join(standing.value for standing in Standing if standing in law.standings)
        return f"a document that is {wanted}, got one that is {case.standing.value}"
    if law.twin is not None and (case.twin is None or case.twin.likeness is not law.twin):
        came = "none" if case.twin is None else f"one with {_DATA[case.twin.likeness]} data"
        return f"with a second document that has {_DATA[law.twin]} data, got {came}"
    return f"a document with an {str(law.news).replace('-', ' ')} in it, got one without"
