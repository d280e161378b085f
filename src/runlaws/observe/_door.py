"""The one door to foreign code: every call is watched, and whatever it does comes back as data."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, Literal

from attrs import define, field

from runlaws._limits import DEADLINE
from runlaws._signals import Signals, heard
from runlaws.client import Answer, Thrown
from runlaws.client._errors import full_name
from runlaws.observe._beacon import Beacon
from runlaws.observe._deadline import Hang, Watch
from runlaws.observe._guard import Exit, guarded
from runlaws.observe._raised import chain_of, raised_at
from runlaws.values import Json, shortened

__all__ = ["DEADLINE", "Door", "one_line"]

_LONGEST_MESSAGE: Final = 2000
"""A message may hold a long text of the document: cut within that, it would not tell which failures are the same."""
_MOST_LINES: Final = 12


@define
class Door:
    """Calls the foreign code of one client. Nothing else of ours does.

    `errors` has the client's own exception classes; `cut_short` has what was thrown in calls that hung or would have
    ended the process, by the name of the call.
    """

    watch: Watch
    errors: tuple[type[BaseException], ...] = ()
    tracebacks: bool = False
    """Whether the whole traceback of each exception is kept, which takes longer than most calls."""
    refused: Mapping[str, Thrown] = field(kw_only=True, factory=dict)
    """What calls did that ended a process: they are not made again."""
    beacon: Beacon | None = field(kw_only=True, default=None)
    """What shows another process the call that is being made."""
    cut_short: dict[str, Thrown] = field(init=False, factory=dict)
    handled: BaseException | None = field(init=False, default=None)
    """The exception that our own caller was handling when the door was opened: Python links each new one to it."""
    signals: Signals = field(init=False, factory=Signals)
    depth: int = field(init=False, factory=sys.getrecursionlimit)
    """The recursion limit below which the client cannot set it for us."""

    @classmethod
    def of(cls, seconds: float) -> Door:
        """Return a door whose calls may take this many seconds each."""
        return Door(Watch(seconds))

    @contextmanager
    def open(self) -> Generator[None]:
        """Keep the deadline, and the process from being ended, in this context. All calls must be made in it."""
        self.handled = sys.exception()
        with heard() as self.signals, self.watch.over(), guarded():
            yield

    def ask(self, call: str, question: Callable[..., Any], *args: Any) -> tuple[Any, Answer]:
        """Call foreign code; return what it returned, and an answer that holds what it raised.

        A call with a name that has hung once is not made again, or a case with many questions would take many times the
        limit. Ctrl-C, or another signal whose handler raises, ends the call whatever the foreign code does about it.
        """
        if call in self.cut_short and self.cut_short[call].ended == "hang":
            return None, Answer(thrown=self.cut_short[call])
        if call in self.refused:
            return None, Answer(thrown=self._cut_short(call, self.refused[call]))
        try:
            return self._asked(call, question, args)
        except Hang:  # the alarm rang just when the call had ended
            return None, Answer(thrown=self._hang(call))

    def _asked(self, call: str, question: Callable[..., Any], args: tuple[Any, ...]) -> tuple[Any, Answer]:
        watch = self.watch
        try:
            if self.beacon is not None:
                self.beacon.begin(call, watch.seconds)
            watch.begin()
            value = question(*args)
            watch.end()
        except BaseException as error:  # noqa: BLE001 (SystemExit, KeyboardInterrupt and the like are findings too)
            watch.end()
            self.signals.pass_on()
            return None, Answer(thrown=self._thrown(call, error))
        finally:
            watch.end()
            if self.beacon is not None:
                self.beacon.rest()
            if sys.getrecursionlimit() < self.depth:  # our own code runs in it, too
                sys.setrecursionlimit(self.depth)
        self.signals.pass_on()  # the call may have caught it
        if watch.struck:  # the call caught `Hang`, and answered too late
            return None, Answer(thrown=self._hang(call))
        return value, _NOTHING_RAISED

    def answer(self, call: str, question: Callable[..., Json], *args: Any) -> Answer:
        """Call foreign code that returns JSON data; return an answer that holds it, or what was raised."""
        value, answer = self.ask(call, question, *args)
        return answer if answer.thrown is not None else Answer(value)

    def _thrown(self, call: str, error: BaseException) -> Thrown:
        if self.watch.struck:  # even if the call raised something else instead
            return self._hang(call)
        whole = self._traceback(error)
        if isinstance(error, Exit):
            return self._cut_short(call, Thrown("Exit", str(error), own=False, ended="exit", traceback=whole))
        kind: Any = type(error)
        own = bool(self.errors) and self._is_own(error)
        lines, late = self.ask("print the error", _lines_of, error)
        text, *further = ("(its text hangs)",) if late.thrown else lines or ("",)
        ended: Literal["", "exit"] = "" if own or isinstance(error, Exception) else "exit"
        causes = tuple(chain_of(error, self.handled))
        chain = tuple(map(self._link, causes))
        more = tuple(further) or next(filter(None, map(self._further, causes)), ())
        thrown = Thrown(kind.__qualname__, text, own, ended, _names(kind), *raised_at(error), chain, more, whole)
        return self._cut_short(call, thrown) if ended else thrown

    def _traceback(self, error: BaseException) -> tuple[str, ...]:
        if not self.tracebacks:
            return ()
        from runlaws.observe._traceback import traceback_of  # here, since few ask for it

        whole, _ = self.ask("print the error", traceback_of, error, self.handled)
        return whole or ()

    def _link(self, cause: BaseException) -> str:
        """Return an exception that led to another one, as `Class: text`."""
        text, late = self.ask("print the cause", one_line, cause)
        return str(Thrown(type(cause).__qualname__, "(its text hangs)" if late.thrown else text, own=False))

    def _further(self, cause: BaseException) -> tuple[str, ...]:
        """Return the lines of an exception's text after the first: an error of validation has its problems there."""
        lines, late = self.ask("print the cause", _lines_of, cause)
        return () if late.thrown else tuple(lines or ())[1:]

    def _is_own(self, error: BaseException) -> bool:
        """Return whether an exception is one of the client's own.

        It asks `isinstance`, and does not compare the names of classes: a policy may name a class by where it is
        exported (`sdk.Error` for `sdk._errors.Error`), or name an abstract one. A class may answer `isinstance` itself,
        so this is foreign code.
        """
        own, answer = self.ask("recognise the error", _is_instance, error, self.errors)
        return answer.thrown is None and bool(own)

    def _hang(self, call: str) -> Thrown:
        says = f"no answer within {self.watch.seconds:g} seconds"
        return self._cut_short(call, Thrown("Hang", says, own=False, ended="hang"))

    def _cut_short(self, call: str, thrown: Thrown) -> Thrown:
        self.cut_short.setdefault(call, thrown)
        return thrown


_NOTHING_RAISED: Final = Answer()


def _is_instance(error: BaseException, classes: tuple[type[BaseException], ...]) -> bool:
    try:
        return isinstance(error, classes)
    except BaseException:  # noqa: BLE001 (if its `__instancecheck__` raises, the error is not the client's own)
        return False


@functools.lru_cache(maxsize=256)
def _names(kind: Any) -> tuple[str, ...]:  # Any, since a class is not Hashable to mypy
    """Return the full names of an exception class and of its base classes, up to but without Exception."""
    classes = (base for base in kind.__mro__ if base not in (Exception, BaseException, object))
    return tuple(map(full_name, classes))


def one_line(error: BaseException) -> str:
    """Return the text of an exception of any class: its first line, shortened; an ellipsis stands for further ones."""
    first, *more = *_lines_of(error), ""
    return f"{first} …" if more[:-1] else first


def _lines_of(error: BaseException) -> Sequence[str]:
    """Return the text of an exception of any class: so many of its lines, each shortened."""
    try:
        lines = str(error).strip().splitlines()
    except BaseException as worse:  # noqa: BLE001 (what `__str__` raises is reported, not raised)
        return (f"(its text raises {type(worse).__name__})",)
    more = ["…"] if len(lines) > _MOST_LINES else []
    return [*(shortened(line, _LONGEST_MESSAGE) for line in lines[:_MOST_LINES]), *more]
