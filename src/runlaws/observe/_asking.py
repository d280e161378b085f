"""The one place that calls foreign code: every call is watched, and what it raises comes back as data."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from attrs import define, field

from runlaws.case import Case
from runlaws.client._observation import Answer, Thrown
from runlaws.client._policy import Policy
from runlaws.client._protocol import Client
from runlaws.document import read
from runlaws.observe._deadline import Watch
from runlaws.observe._guard import Exit
from runlaws.values import Json

__all__ = ["Asking", "one_line"]

_LONGEST_MESSAGE = 200


@define
class Asking:
    """Asks one client about one case."""

    client: Client
    policy: Policy
    watch: Watch
    case: Case
    cut_short: dict[str, Thrown] = field(factory=dict)

    @property
    def encodes(self) -> bool:
        """Whether the client can be asked to encode, and does not say that it should not be."""
        return self.client.encodes and self.policy.encodes is not False

    def ask(self, what: str, question: Callable[..., Any], *args: Any) -> tuple[Any, Answer]:
        """Call foreign code: return what it returned, and an answer that holds what it raised.

        What has hung once is not asked again: a case with many questions would take many times the limit.
        """
        if what in self.cut_short and self.cut_short[what].ended == "hang":
            return None, Answer(thrown=self.cut_short[what])
        watch = self.watch
        try:
            watch.begin()
            found = question(*args)
            watch.end()
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 (SystemExit and exceptions outside Exception are findings too)
            watch.end()
            return None, Answer(thrown=self._thrown(what, error))
        finally:
            watch.end()
        if watch.struck:  # it caught even the end of its time, and answered when it liked
            return None, Answer(thrown=self._hang(what))
        return found, _NOTHING_RAISED

    def answer(self, what: str, question: Callable[..., Json], *args: Any) -> Answer:
        """Call foreign code that returns JSON data, and return that or what it raised as an answer."""
        found, answer = self.ask(what, question, *args)
        return answer if answer.thrown is not None else Answer(found)

    def same(self, what: str, left: Any, right: Any) -> Answer:
        """Ask whether left == right."""
        return self.answer(what, _equal, left, right)

    def decode(self, document: bytes) -> tuple[Any, Answer]:
        """Have a document decoded."""
        return self.ask("decode", self.client.decode, document)

    def encode(self, value: Any) -> tuple[bytes, Answer]:
        """Have a value encoded: return the bytes, and an answer that holds their tree."""
        written, answer = self.ask("encode", self.client.encode, value)
        if answer.thrown is not None:
            return b"", answer
        if isinstance(written, str):
            written = str.encode(written, "utf-8", "surrogatepass")
        if not isinstance(written, bytes | bytearray):
            return b"", _not_json(f"encode gave {type(written).__name__}, not bytes or str")
        if written == self.case.document and self.case.tree is not None:
            return bytes(written), Answer(self.case.tree)  # to the byte what was sent: nothing to read
        reading = read(bytes(written), disputes=False)
        if reading.faults:
            return b"", _not_json(f"what encode wrote {reading.faults[0].says}")
        return bytes(written), Answer(reading.tree)  # None where it is nested too deep to be read, as its document was

    def _thrown(self, what: str, error: BaseException) -> Thrown:
        if self.watch.struck:  # whatever it made of that
            return self._hang(what)
        if isinstance(error, Exit):
            return self._cut_short(what, Thrown("Exit", str(error), own=False, ended="exit"))
        kind: Any = type(error)
        own = isinstance(error, self.policy.errors)
        text, late = self.ask("print the error", one_line, error)
        text = "(its text hangs)" if late.thrown else text
        if own or isinstance(error, Exception):
            return Thrown(kind.__qualname__, text, own, classes=_names(kind))
        return self._cut_short(what, Thrown(kind.__qualname__, text, own, "exit", _names(kind)))

    def _hang(self, what: str) -> Thrown:
        says = f"no answer within {self.watch.seconds:g} seconds"
        return self._cut_short(what, Thrown("Hang", says, own=False, ended="hang"))

    def _cut_short(self, what: str, thrown: Thrown) -> Thrown:
        self.cut_short.setdefault(what, thrown)
        return thrown


_NOTHING_RAISED = Answer()


def _equal(left: Any, right: Any) -> bool:
    return bool(left == right)


def _not_json(says: str) -> Answer:
    return Answer(thrown=Thrown("NotJson", says, own=False))


@functools.lru_cache(maxsize=256)
def _names(kind: Any) -> tuple[str, ...]:  # the type of a class is no Hashable to mypy
    classes = (one for one in kind.__mro__ if one not in (Exception, BaseException, object))
    return tuple(f"{one.__module__}.{one.__qualname__}" for one in classes)


def one_line(error: BaseException) -> str:
    """Return the text of an exception of any class: its first line, shortened."""
    try:
        lines = str(error).strip().splitlines()
    except KeyboardInterrupt:
        raise
    except BaseException as worse:  # noqa: BLE001 (a text that cannot be had is told, not raised)
        return f"(its text raises {type(worse).__name__})"
    text = lines[0] if lines else ""
    return text if len(text) <= _LONGEST_MESSAGE else f"{text[:_LONGEST_MESSAGE]}…"
