"""A known failure, what it covers, and what its witness says of it today."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Iterable, Sequence
from typing import Final

from attrs import field, frozen

from runlaws.case import Case
from runlaws.values import matches, shortened, written
from runlaws.verdict import Failure, Words

__all__ = ["KNOWN_FILE", "Known", "Outcome", "State", "outcome", "storable"]

KNOWN_FILE: Final = "runlaws-known.toml"
"""The file of known failures that is looked for in the working folder."""

_WIDTH: Final = 80


@frozen
class Known:
    """One way in which a client is known to break a law, and the simplest case that shows it, its `witness`.

    In `pointer`, the JSON pointer of the place, `*` is any one step and `**` at the end any number of them, or none.
    `expires` is the last day on which it counts. It is known of the one client of the name `client`, or of any. `file`
    and `lines`, the first and the last from 1, are where it is written.
    """

    law: str
    pointer: str
    kind: str
    witness: Case
    reason: str
    issue: str = ""
    expires: datetime.date | None = None
    client: str = ""
    file: str = field(default=KNOWN_FILE, eq=False)
    lines: tuple[int, int] = field(default=(0, 0), eq=False)
    comment: str = field(default="", eq=False)
    """What was sent and what came: for the eyes of a reviewer, written as a comment and not read back."""

    @classmethod
    def of_failure(
        cls,
        failure: Failure,
        witness: Case,
        *,
        reason: str,
        issue: str = "",
        expires: datetime.date | None = None,
        client: str = "",
    ) -> Known:
        """Return a failure as a known one, wherever in a list it was found."""
        cause = failure.cause
        comment = f"sent {_value(failure.sent)}; got {_value(failure.got)}"
        kind = storable(cause.kind)
        return cls(cause.law, storable(cause.place), kind, witness, reason, issue, expires, client, comment=comment)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What a file may have once only: law, pointer, kind and client."""
        return self.law, self.pointer, self.kind, self.client

    @property
    def where(self) -> str:
        """The file and the line at which it begins."""
        return f"{self.file}:{self.lines[0]}"

    @property
    def expiry(self) -> str:
        """The sentence that says that it has expired."""
        return f"{self.where}: expired on {self.expires}: fix {self}, or move the date"

    def covers(self, failure: Failure, client: str = "") -> bool:
        """Return whether a failure of the client of that name is this one, whatever the document."""
        same = self.speaks_of(client) and failure.law == self.law and storable(failure.kind) == self.kind
        return same and matches(self.pointer, storable(failure.pointer))

    def speaks_of(self, client: str) -> bool:
        """Return whether it is known of the client of that name."""
        return self.client in ("", client)

    def expired(self, today: datetime.date) -> bool:
        """Return whether its last day is over."""
        return self.expires is not None and self.expires < today

    def __str__(self) -> str:
        return f"{self.law} {_place(self.pointer, self.kind)}"


class State(enum.StrEnum):
    """What the witness of a known failure says of it."""

    KNOWN = "known"
    """The client still fails on it in that way."""
    STALE = "stale"
    """The client keeps the law on it, or fails in ways alone that other entries know."""
    OTHER = "other"
    """The client fails on it in another way, which is not known."""


@frozen
class Outcome:
    """What the witness of a known failure says of it, and the `others`, failures of the law that are not known."""

    known: Known
    state: State
    others: tuple[Failure, ...] = ()

    @property
    def text(self) -> str:
        """One sentence that says where it is written, what came of it, and what to do."""
        return f"{self.known.where}: {self._says()}"

    def _says(self) -> str:
        known = self.known
        if self.state is State.KNOWN:
            return f"{known} is known: {known.reason}" + (f" ({known.issue})" if known.issue else "")
        place = _place(known.pointer, known.kind)
        if self.state is State.STALE:
            first, last = known.lines
            advice = f"delete lines {first} to {last}, or run `runlaws known prune CLIENT`"
            return f"{known.law} no longer fails {place}: {advice}"
        first_other, *more = self.others
        now = _place(first_other.pointer, first_other.kind)
        others = f" and in {len(more)} other way{'s' if len(more) > 1 else ''}" if more else ""
        return f"{known.law} now fails {now}{others}, and no longer {place}"


def outcome(known: Known, failures: Iterable[Failure], beside: Sequence[Known] = ()) -> Outcome:
    """Return what came of a known failure, from the failures that its witness shows.

    Failures of other laws have no say in it, nor have those that the other known ones of the same client, `beside`,
    cover.
    """
    of_law = [failure for failure in failures if failure.law == known.law]
    if any(known.covers(failure, known.client) for failure in of_law):
        return Outcome(known, State.KNOWN)
    others = tuple(failure for failure in of_law if not any(one.covers(failure, one.client) for one in beside))
    return Outcome(known, State.OTHER if others else State.STALE, others)


def storable(text: str) -> str:
    """Return a text as TOML can hold it: a lone surrogate, which no file can, by its number."""
    return text.encode("utf-8", "backslashreplace").decode()


def _value(value: object) -> str:
    text = str(value) if isinstance(value, Words) else written(value, ascii_only=True)
    return shortened(text, _WIDTH)


def _place(pointer: str, kind: str) -> str:
    return f"{f'at {pointer}' if pointer else 'on the whole document'} ({kind})"
