"""Names that no document has, by which an observer asks whether a client remembers objects by their tags or keys."""

from __future__ import annotations

from typing import Final

__all__ = ["differ_as_spares", "spare_part_keys", "spare_tags"]

_DIGITS: Final = 8
"""How many digits of a case's id, which has twice as many, make a name that no other document has."""


def spare_tags(case_id: str) -> tuple[str, str]:
    """Return two tags that no document has but those that are made for the case with this id."""
    return f"new_{case_id[:_DIGITS]}", f"new_{case_id[_DIGITS:]}"


def spare_part_keys(case_id: str, key: str, number: int) -> tuple[str, str]:
    """Return two keys like that of a numbered object in a case's document, which no document has but those made so."""
    mark = f"{number % 256:02x}"
    stem = key[: -len(mark) - _DIGITS] if len(key) >= 2 * _DIGITS else key
    return f"{stem}{mark}{case_id[:_DIGITS]}", f"{stem}{mark}{case_id[_DIGITS:]}"


def differ_as_spares(case_id: str, first: object, second: object) -> bool:
    """Return whether two values are texts that differ as the two spare tags, or keys, of a case do."""
    if not isinstance(first, str) or not isinstance(second, str):
        return False
    return first != second and first.replace(case_id[:_DIGITS], case_id[_DIGITS:]) == second
