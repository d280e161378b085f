"""The whole traceback of what a client raised, as lines of text."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from runlaws.observe._raised import CAUSE, CONTEXT

__all__ = ["is_ours", "traceback_of"]

_MOST_FRAMES: Final = 40
_AT_EACH_END: Final = 10
"""How many frames an exception may have; of more, how many are kept where it was caught, and where it was raised."""
_MOST_LINES: Final = 400
"""How many lines are kept in all: a message may have any number, and so may a chain of exceptions."""
_LONGEST_LINE: Final = 10_000


def traceback_of(error: BaseException, handled: BaseException | None = None) -> tuple[str, ...]:
    """Return the lines of an exception's traceback, as Python prints them, without the frames of this kit.

    It ends before an exception that was being `handled` when the client was called, which led to nothing.
    Of a deep stack, and of very many lines, the first and the last are kept. It calls foreign code: the `__str__` of
    the exception and of those that led to it, and the loaders of modules.
    """
    whole = traceback.TracebackException.from_exception(error, lookup_lines=False, compact=True)
    _shorten(whole, error, handled)
    lines = [line[:_LONGEST_LINE] for part in whole.format() for line in part.splitlines()]
    return tuple(_ends(lines, _MOST_LINES, "… {} more lines …"))


def _shorten(whole: traceback.TracebackException, error: BaseException, handled: BaseException | None) -> None:
    """Give an exception, what led to it and what is in it a stack that leaves out our frames, and frames too many."""
    todo: list[tuple[traceback.TracebackException, BaseException]] = [(whole, error)]
    while todo:
        shown, raised = todo.pop()
        if isinstance(shown.stack, _Stack):
            continue  # it led to several
        shown.stack = _Stack(frame for frame in shown.stack if not is_ours(frame.filename))
        cause, context = CAUSE.__get__(raised), CONTEXT.__get__(raised)
        if context is handled:
            shown.__context__ = None
        pairs = (shown.__cause__, cause), (shown.__context__, context)
        todo += [(of, other) for of, other in pairs if of is not None and other is not None]
        todo += zip(shown.exceptions or (), getattr(raised, "exceptions", ()), strict=False)


class _Stack(traceback.StackSummary):
    """A stack that prints the first and the last of its frames where it has many."""

    def format(self, **how: Any) -> list[str]:
        """Return a text for each frame that is shown."""
        if len(self) <= _MOST_FRAMES:
            return super().format(**how)
        first, last = traceback.StackSummary(self[:_AT_EACH_END]), traceback.StackSummary(self[-_AT_EACH_END:])
        more = f"  … {len(self) - len(first) - len(last)} frames like these …\n"
        return [*first.format(**how), more, *last.format(**how)]


def _ends(lines: Sequence[str], most: int, says: str) -> Iterator[str]:
    if len(lines) <= most:
        yield from lines
        return
    yield from lines[: most // 2]
    yield says.format(len(lines) - most)
    yield from lines[-most // 2 :]


_OURS: Final = str(Path(__file__).parents[1])
_CLIENTS_OF_OURS: Final = tuple(os.path.join(_OURS, room, "") for room in ("adapters", "liars"))  # noqa: PTH118 (a text)
_WRAPPER: Final = os.path.join(_OURS, "adapters", "_python.py")  # noqa: PTH118 (as above)


def is_ours(filename: str) -> bool:
    """Return whether a file is the kit's own, and no client that comes with it."""
    is_here = filename.startswith(_OURS + os.sep)
    return is_here and (filename == _WRAPPER or not filename.startswith(_CLIENTS_OF_OURS))
