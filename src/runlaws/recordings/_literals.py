"""Python literals: a dict, as `print` shows it. Only `ast.literal_eval` reads them; nothing is ever run."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from typing import Any, Final

from runlaws.recordings._piece import Piece, RecordingError

__all__ = ["read_literals"]

_CALL: Final = re.compile(rb"\s*([A-Za-z_][\w.]*)\(")


def read_literals(body: bytes) -> Iterator[Piece]:
    """Yield the value of a literal, or of each line if there is one on each."""
    try:
        yield Piece("", _value(body))
        return
    except RecordingError as error:
        lines = [(number, line) for number, line in enumerate(body.splitlines(), 1) if line.strip()]
        if len(lines) < 2 or not _readable(lines[0][1]):
            raise RecordingError(error.says) from error
    for number, line in lines:
        try:
            yield Piece(f":{number}", _value(line))
        except RecordingError as error:
            yield Piece(f":{number}", line, error=error.says)


def _readable(line: bytes) -> bool:
    try:
        _value(line)
    except RecordingError:
        return False
    return True


def _value(body: bytes) -> Any:
    """Return the value of a literal; a text or bytes as bytes, since that is where a document is written."""
    if call := _CALL.match(body):
        msg = f"is the repr of a class, {call.group(1).decode()}(...): write its dict or its JSON instead"
        raise RecordingError(msg)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd escapes in the text
            value = ast.literal_eval(body.decode().strip())
    except UnicodeDecodeError as error:
        msg = f"must be UTF-8, but byte {error.start} (0x{body[error.start]:02X}) is not"
        raise RecordingError(msg) from error
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError) as error:
        raise RecordingError(f"begins as a Python literal, but is not one: {_reason(error)}") from error
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value


def _reason(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return f"{error.msg} at line {error.lineno}, column {error.offset}"
    if isinstance(error, MemoryError | RecursionError):
        return "it nests too deep"
    return "there is a call or a name in it" if str(error).startswith("malformed node") else str(error)
