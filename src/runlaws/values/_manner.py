"""In what manner a text or a number was changed, as far as both tell."""

from __future__ import annotations

import unicodedata
from typing import Final

from runlaws.values._widths import is_single_of

__all__ = ["manner_of"]

_WIDTHS: Final = (32, 64)


def manner_of(sent: object, got: object) -> str:
    """Return in a word what kind of change makes one text or number of another; empty if none that is known does."""
    if isinstance(sent, str) and isinstance(got, str):
        return _of_text(sent, got)
    if isinstance(sent, bool) or isinstance(got, bool) or not isinstance(sent, int | float):
        return ""
    return _of_number(sent, got) if isinstance(got, int | float) else ""


def _of_text(sent: str, got: str) -> str:
    if got == sent.strip() or got in (sent.lstrip(), sent.rstrip()):
        return "stripped"
    if got.casefold() == sent.casefold():
        return "case"
    if got in {unicodedata.normalize(form, sent) for form in ("NFC", "NFD", "NFKC", "NFKD")}:
        return "normalized"
    if got and sent.startswith(got):
        return "cut"
    return "lines" if got.split() == sent.split() else ""


def _of_number(sent: float, got: float) -> str:
    if isinstance(sent, int) and isinstance(got, int) and any((sent - got) % (1 << width) == 0 for width in _WIDTHS):
        return "wrapped"
    return "single" if is_single_of(sent, got) else ""
