"""Reading what a worker answers: shown parts and errors, as the protocol's page describes them."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from typing import Any, Final, NoReturn

from attrs import field, frozen

from runlaws.client import NOT_SHOWN, ShownClass, Thrown
from runlaws.observe._part import Part
from runlaws.observe.pipe._process import NotAReply
from runlaws.values import shortened

__all__ = ["Replies", "bytes_of", "text_of"]

_LONGEST_MESSAGE: Final = 2000
_MOST_LINES: Final = 12


def _without_module(names: Iterable[str]) -> frozenset[str]:
    """Return the names as a worker says them: a policy takes one without a dot for one of Python's."""
    return frozenset(name.removeprefix("builtins.") for name in names)


@frozen
class Replies:
    """Reads the answers of a worker whose client refuses documents with errors of some classes, by their names there.

    Everything raises `NotAReply` for an answer that has not the form that the page says.
    """

    own: frozenset[str] = field(converter=_without_module)
    tracebacks: bool = False

    def thrown(self, answer: Mapping[str, Any]) -> Thrown | None:
        """Return the error in an answer, or None if it has none."""
        error = answer.get("error")
        return None if error is None else self._thrown(error)

    def _thrown(self, error: object) -> Thrown:
        if not isinstance(error, dict) or not isinstance(error.get("type"), str):
            _wrong('an error: {"type": …, "message": …}', error)
        kind = error["type"]
        first, *further = text_of(error.get("message", "")).strip().splitlines() or [""]
        further += _texts(error, "further")
        classes = _texts(error, "classes") or (kind,)
        own = error.get("own") is True or not self.own.isdisjoint({kind, *classes})
        return Thrown(
            kind,
            shortened(first, _LONGEST_MESSAGE),
            own,
            classes=classes,
            frame=text_of(error.get("frame", "")),
            line=_count(error.get("line", 0)),
            library=text_of(error.get("library", "")),
            chain=_texts(error, "chain"),
            further=tuple(shortened(line, _LONGEST_MESSAGE) for line in further[: _MOST_LINES - 1]),
            traceback=_texts(error, "traceback") if self.tracebacks else (),
        )

    def parts(self, answer: Mapping[str, Any], count: int) -> list[Any]:
        """Return what a value shows at a number of places: JSON data, a `Part`, `NOT_SHOWN`, or what was raised."""
        fields = answer.get("fields")
        if not isinstance(fields, list) or len(fields) != count:
            _wrong(f'"fields" with {count} items', answer)
        return [part if type(part) in _PLAIN else self._part(part) for part in fields]

    def _part(self, part: Any) -> Any:
        if isinstance(part, int | float):
            return Part(_NUMBER, part)
        return self._tagged(part) if part else part  # an empty object or array says nothing of its class

    def _tagged(self, part: Any) -> Any:  # noqa: PLR0911 (one for each tag)
        match part:
            case {"$absent": True}:
                return NOT_SHOWN
            case {"$class": name}:
                return Part(text_of(name), None, ShownClass(text_of(name)))
            case {"$as": name, "value": held}:
                return self._as(text_of(name), held)
            case {"$number": digits}:
                return Part(_NUMBER, _number(digits))
            case {"$float": digits}:
                return _float(digits)
            case {"$time": seconds}:
                return _time(seconds)
            case {"$error": error}:
                return self._thrown(error)
            case {"$text": _}:
                return text_of(part)
            case _:
                return _wrong("a text, number, boolean, null, or an object with one of the tags of the page", part)

    def _as(self, name: str, held: Any) -> Part:
        part = held if type(held) in _PLAIN else self._part(held)
        return Part(name, part.plain if isinstance(part, Part) else part)


_PLAIN: Final = frozenset({str, bool, type(None)})
_NUMBER: Final = "number"
"""The class of what a worker shows as a number and no more: JavaScript has one class for 1 and 0.5."""


def _number(digits: object) -> int | float:
    try:
        text = text_of(digits)
        return int(text) if text.removeprefix("-").isdigit() else float(text)
    except ValueError:
        return _wrong("the digits of a number", digits)


def _float(digits: object) -> float:
    try:
        return float(text_of(digits))
    except ValueError:
        return _wrong("the digits of a number, nan or inf", digits)


def _time(seconds: object) -> Part:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        _wrong("the seconds of a time", seconds)
    return Part("Date", int(seconds) if isinstance(seconds, float) and seconds.is_integer() else seconds)


def text_of(data: object) -> str:
    """Return a text, which may be given by its code points."""
    if isinstance(data, str):
        return data
    points = data.get("$text") if isinstance(data, dict) else None
    if isinstance(points, list) and all(isinstance(point, int) and 0 <= point < 0x110000 for point in points):
        return "".join(map(chr, points))
    return _wrong("a text", data)


def bytes_of(answer: Mapping[str, Any]) -> bytes:
    """Return the bytes that an encoder wrote."""
    if "text" in answer:
        return text_of(answer["text"]).encode("utf-8", "surrogatepass")
    try:
        return base64.b64decode(answer["base64"], validate=True)
    except (KeyError, TypeError, ValueError):
        return _wrong('"text", or "base64" with bytes', answer)


def _texts(error: Mapping[str, Any], name: str) -> tuple[str, ...]:
    held = error.get(name, [])
    return tuple(map(text_of, held)) if isinstance(held, list) else _wrong(f"{name!r} to be an array of texts", held)


def _count(number: object) -> int:
    return number if isinstance(number, int) and number >= 0 else 0


def _wrong(expected: str, got: object) -> NoReturn:
    msg = f"an answer where {expected} was expected: {shortened(repr(got), 100)}"
    raise NotAReply(msg)
