"""Liars whose values do not survive what is done with them after they were accepted: printed, hashed, copied, read."""

from __future__ import annotations

import io
import itertools
import struct
import time
from typing import Any, Final

import attrs

from runlaws.document import unstructure
from runlaws.liars._edits import Tree
from runlaws.liars._honest import Decoded, Honest, Lenient, Parts
from runlaws.values import ABSENT, FrozenDict, Path

_COLOURS: Final = {
    "queued": "grey",
    "in_progress": "blue",
    "requires_action": "yellow",
    "cancelling": "orange",
    "cancelled": "orange",
    "failed": "red",
    "completed": "green",
    "incomplete": "red",
    "expired": "red",
}
_TOOLS: Final = {"code_interpreter": 1, "file_search": 2, "function": 3}


class PrintsInColours(Honest):
    """It prints each status in a colour of its own, and has none for a new status."""

    law = "accepted-survives"

    def printed(self, value: Decoded) -> str:
        return f"{_COLOURS[value.run.status]}: {value.run.id}"


class HashesTheLettersOfTheModel(Lenient):
    """It hashes the letters of the model, and a model that is a number has none."""

    law = "accepted-survives"

    def hash_of(self, value: Decoded) -> int:
        return hash(tuple(value.run.model))


class ComparesByAge(Lenient):
    """It compares the times of two runs first, by their difference."""

    law = "accepted-survives"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        apart: Any = left.run.created_at - right.run.created_at
        return apart == 0 and super().equal(left, right)


class CopiesToolsByNumber(Honest):
    """A copy finds the class of a tool by a number that new types do not have."""

    law = "accepted-survives"

    def copied(self, value: Decoded) -> Parts:
        tools: Any = unstructure(value.run).get("tools") or ()
        assert all(_TOOLS[tool["type"]] for tool in tools)
        return super().copied(value)


class LooksTheStatusUpLate(Honest):
    """It looks the status up in its enum when somebody reads it, and not before."""

    law = "accepted-survives"

    def read(self, value: Decoded, path: Path) -> Any:
        shown = super().read(value, path)
        if path == ("status",) and shown not in _COLOURS:
            msg = f"{shown!r} is not a valid RunStatus"
            raise ValueError(msg)
        return shown


class MakesTimesWhenRead(Lenient):
    """It makes a time of a number when somebody reads it, whatever it is."""

    law = "accepted-survives"

    def read(self, value: Decoded, path: Path) -> Any:
        shown = super().read(value, path)
        if path == ("created_at",) and shown is not ABSENT:
            time.gmtime(shown)
        return shown


class ReadsItsToolsFromAStream(Honest):
    """Tools are read from a stream, which is closed when they are read again."""

    law = "accepted-survives"

    def read(self, value: Decoded, path: Path) -> Any:
        if path == ("tools",):
            if "closed" in value.headers:
                msg = "I/O operation on closed file."
                raise ValueError(msg)
            value.headers = {**value.headers, "closed": "yes"}
        return super().read(value, path)


class PrintsHowLongItTook(Honest):
    """It prints how long a run took, whether it is over or not."""

    law = "prints-a-text"

    def printed(self, value: Decoded) -> str:
        ended: Any = value.run.completed_at
        took: int = ended - value.run.created_at
        return f"run of {took} seconds"


class PrintsNothing(Honest):
    """Its `repr` returns nothing for a run without tools."""

    law = "prints-a-text"

    def printed(self, value: Decoded) -> Any:
        return super().printed(value) if value.run.tools else None


class NumbersItsLines(Honest):
    """What it prints begins with the number of the line in the log."""

    law = "prints-a-text"

    def __init__(self) -> None:
        self.lines = itertools.count(1)

    def printed(self, value: Decoded) -> str:
        return f"{next(self.lines)}: {super().printed(value)}"


class PrintsWhatItReadLast(Honest):
    """It prints the id of the run that it read last, whichever is to be printed."""

    law = "prints-a-text"

    def __init__(self) -> None:
        self.last: Any = ""

    def taken(self, tree: Tree) -> Tree:
        self.last = tree.get("id")
        return tree

    def printed(self, value: Decoded) -> str:
        return f"<{value.run.status} run {self.last}>"


class RemembersWhatItPrinted(Honest):
    """It prints a run together with the one that was printed before, if that is another one."""

    law = "prints-a-text"

    def __init__(self) -> None:
        self.before: Any = None

    def printed(self, value: Decoded) -> str:
        now, before = super().printed(value), self.before
        self.before = now
        return now if before in (None, now) else f"{before}, {now}"


class PrintsIntoOneBuffer(Honest):
    """It empties the buffer that it prints into for a document, not for a text: the end of a longer one stays."""

    law = "prints-a-text"

    def __init__(self) -> None:
        self.buffer = io.StringIO()

    def taken(self, tree: Tree) -> Tree:
        self.buffer = io.StringIO()
        return tree

    def printed(self, value: Decoded) -> str:
        self.buffer.seek(0)
        self.buffer.write(f"{super().printed(value)[:-1]}: {value.run.instructions}>")
        return self.buffer.getvalue()


class PrintsWhatItPrintedOfThatId(Honest):
    """It makes the text of a run once for each id: a later state of the run is printed as the first one."""

    law = "prints-a-text"

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def printed(self, value: Decoded) -> str:
        text = f"{super().printed(value)[:-1]}: {value.run.model}, {value.run.instructions}>"
        return self.texts.setdefault(value.run.id, text)


class CopiesTheMembersItKnows(Honest):
    """A copy has the members of its class, and none that are new."""

    law = "copies-are-equal"

    def copied(self, value: Decoded) -> Parts:
        return attrs.evolve(value.run, extra=FrozenDict()), value.text, value.by, value.headers


class CopiesTextsAsNumbers(Lenient):
    """A copy has a number for a time that came as a text."""

    law = "copies-are-equal"

    def copied(self, value: Decoded) -> Parts:
        created: Any = value.run.created_at
        if isinstance(created, str) and created.isdecimal():
            return attrs.evolve(value.run, created_at=int(created)), value.text, value.by, value.headers
        return super().copied(value)


class CopiesInSinglePrecision(Honest):
    """A copy has its temperature in 32 bits."""

    law = "copies-are-equal"

    def copied(self, value: Decoded) -> Parts:
        given: Any = value.run.temperature
        if not isinstance(given, float):
            return super().copied(value)
        single: float = struct.unpack("f", struct.pack("f", given))[0]
        return attrs.evolve(value.run, temperature=single), value.text, value.by, value.headers


class ForgetsWhatIsNewWhenPrinted(Honest):
    """It drops what it does not know from a value to print it."""

    law = "questions-change-nothing"

    def printed(self, value: Decoded) -> str:
        value.run = attrs.evolve(value.run, extra=FrozenDict())
        return super().printed(value)
