"""Where in a client's code an exception came from, and which exceptions led to it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import FrameType, TracebackType
from typing import Final, NamedTuple

__all__ = ["CAUSE", "CONTEXT", "RaisedAt", "chain_of", "raised_at"]

_OURS: Final = ("runlaws", "runlaws_strategies")
_CLIENTS_OF_OURS: Final = ("runlaws.adapters.", "runlaws.liars.")
_WRAPPER: Final = "runlaws.adapters._python"
"""The module that only calls the functions a user gave: a frame in it is not the client's."""

_LIBRARIES: Final = frozenset(
    {
        *("anyio", "h11", "h2", "httpcore", "httpx", "httpx2", "requests", "urllib3"),
        *("ijson", "msgspec", "orjson", "rapidjson", "simplejson", "ujson"),
        *("attr", "attrs", "cattr", "cattrs", "dacite", "dataclasses_json", "marshmallow", "mashumaro"),
        *("pydantic", "pydantic_core", "typeguard", "typing_extensions"),
    }
)
"""Packages that clients fetch, parse and convert with: a frame in one says how a client failed, not where."""

_MOST_CAUSES: Final = 4
"""How many exceptions of a chain are read: a longer one, or a circle, says no more."""

# Python's own descriptors: a client's class may override these attributes, and reading them would run its code.
_TRACEBACK: Final = vars(BaseException)["__traceback__"]
CAUSE: Final = vars(BaseException)["__cause__"]
CONTEXT: Final = vars(BaseException)["__context__"]
_SUPPRESSED: Final = vars(BaseException)["__suppress_context__"]


class RaisedAt(NamedTuple):
    """The innermost frame of the client's own code (`sdk/models.py in Run.from_dict`), and its line.

    `library` is the package below it that raised, empty if the client itself did.
    """

    frame: str = ""
    line: int = 0
    library: str = ""


def raised_at(error: BaseException) -> RaisedAt:
    """Return where in the client's own code an exception came from; empty if no frame is the client's.

    If the stack was exhausted, the depth is accidental, so it is the first function that called itself.
    """
    own, innermost, seen = None, "", set[object]()
    for frame, line in _frames(_TRACEBACK.__get__(error)):
        module = _module_of(frame)
        innermost = module.partition(".")[0]
        if not _is_own(module, frame):
            continue
        own = frame, line
        if isinstance(error, RecursionError) and frame.f_code in seen:
            break
        seen.add(frame.f_code)
    if own is None:
        return RaisedAt()
    frame, line = own
    top = _module_of(frame).partition(".")[0]
    return RaisedAt(_name_of(frame), line, "" if innermost == top else innermost)


def chain_of(error: BaseException, handled: BaseException | None = None) -> Iterator[BaseException]:
    """Yield the exceptions that led to one, the nearest first, as a traceback would show them.

    It ends before an exception that was being `handled` when the client was called, which led to nothing.
    """
    for _ in range(_MOST_CAUSES):
        cause = CAUSE.__get__(error)
        if cause is None and not _SUPPRESSED.__get__(error):
            cause = CONTEXT.__get__(error)
        if cause is None or cause is handled:
            return
        yield cause
        error = cause


def _frames(traceback: TracebackType | None) -> Iterator[tuple[FrameType, int]]:
    while traceback is not None:
        yield traceback.tb_frame, traceback.tb_lineno or 0
        traceback = traceback.tb_next


def _module_of(frame: FrameType) -> str:
    name = frame.f_globals.get("__name__")
    return name if type(name) is str else ""


def _is_own(module: str, frame: FrameType) -> bool:
    top = module.partition(".")[0]
    if top in _OURS:
        return module.startswith(_CLIENTS_OF_OURS) and module != _WRAPPER
    if top in sys.stdlib_module_names or top in _LIBRARIES:
        return False
    return not frame.f_code.co_filename.startswith("<")  # made by attrs, dataclasses, cattrs as the program runs


def _name_of(frame: FrameType) -> str:
    """Return a frame's file, below its package so that it is the same on every machine, and its function."""
    module, file = _module_of(frame), frame.f_code.co_filename.replace("\\", "/").rpartition("/")[2]
    if file == "__init__.py":
        file = f"{module.replace('.', '/')}/{file}"
    elif "." in module:
        file = f"{module.rpartition('.')[0].replace('.', '/')}/{file}"
    return f"{file} in {frame.f_code.co_qualname}"
