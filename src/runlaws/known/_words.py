"""The words in which errors of a known-failures file describe actual values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from runlaws.values import shortened

__all__ = ["listed", "shown", "type_of"]

_TYPES: Final[dict[type, str]] = {
    str: "a text",
    bool: "a boolean",
    int: "an integer",
    float: "a number",
    list: "an array",
    dict: "a table",
}
_MOST: Final = 60


def type_of(value: object) -> str:
    """Return the name of a TOML value's type."""
    return next((said for kind, said in _TYPES.items() if isinstance(value, kind)), "a date or a time")


def shown(value: Any) -> str:
    """Return a TOML value in a few words: a text in quotation marks, None as `none`."""
    if value is None:
        return "none"
    if not isinstance(value, str):
        return f"{type_of(value)} ({shortened(str(value), _MOST)})"
    return repr(shortened(value, _MOST))


def listed(names: Sequence[str]) -> str:
    """Return names as a list in a sentence: `a, b and c`."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
