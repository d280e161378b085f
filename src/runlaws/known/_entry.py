"""A known failure, the failures that it covers, and what its witness shows today."""

from __future__ import annotations

import datetime
import functools
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from attrs import evolve, field, frozen

from runlaws.case import Case
from runlaws.laws import parts_of, readings_of, readings_of_cause
from runlaws.search import left_without, matter_of, minimal
from runlaws.trial import Trial
from runlaws.values import matches, shortened, written
from runlaws.verdict import Cause, Failure, Words

__all__ = ["KNOWN_FILE", "Known", "place_in_words", "storable", "unknown_part"]

KNOWN_FILE: Final = "runlaws-known.toml"
"""The file of known failures that is looked for in the working folder."""

_WIDTH: Final = 80
_MOST_LOOKS: Final = 20
"""How often what remains of failures that look the same turns out to be known before it is taken to be."""


@frozen
class Known:
    """One way in which a client is known to break a law, and its `witness`: the simplest case that shows it.

    In `pointer`, the JSON pointer of the place, `*` matches any one step, and `**` at the end any number of steps, even
    none. `expires` is the last day on which the entry counts. An entry with a `client` is for the client with that
    name, one without is for every client. `file` and `lines` (the first and the last, from 1) say where it is written.

    `message` is what the witness has the client say: of that, what the witness has in it, too, may differ elsewhere.
    `frame` and `types` are those of the failure's cause, and `matter` is what the failure goes away without:
    the entry does not cover a failure that remains without it. An entry of the older form has no `matter`, and covers
    every failure with its law, pointer and kind.
    """

    law: str
    pointer: str
    kind: str
    witness: Case
    reason: str
    issue: str = ""
    expires: datetime.date | None = None
    client: str = ""
    message: str = ""
    frame: str = ""
    types: str = ""
    matter: tuple[str, ...] | None = None
    file: str = field(default=KNOWN_FILE, eq=False)
    lines: tuple[int, int] = field(default=(0, 0), eq=False)
    comment: str = field(default="", eq=False)
    """What was sent and what came back: written as a comment for the reviewer, and not read again."""

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
        """Return the entry for a failure; list indices in its pointer become `*`."""
        cause = failure.cause
        place, kind = storable(cause.place), storable(cause.kind)
        entry = cls(cause.law, place, kind, witness, reason, issue, expires, client)
        return entry.with_witness(failure, witness).with_cause(failure, witness)

    def with_witness(self, failure: Failure, case: Case) -> Known:
        """Return the entry with a case as its witness that shows this failure."""
        comment = f"sent {_value(failure.sent)}; got {_value(failure.got)}"
        message = self.message if self.is_older else _message_of(failure.cause)
        return evolve(self, witness=case, comment=comment, message=message)

    def with_cause(self, failure: Failure, case: Case) -> Known:
        """Return the entry with the cause of a failure on a minimal case.

        If somebody has widened its pointer beyond the place of the failure, it goes on to cover all failures there with
        the same message, frame and types, whatever matters in them.
        """
        cause, matter = failure.cause, tuple(map(storable, matter_of(case)))
        return evolve(
            self,
            message=_message_of(cause),
            frame=storable(cause.frame),
            types=storable(cause.types),
            matter=matter if storable(cause.place) == self.pointer else (),
        )

    @property
    def is_older(self) -> bool:
        """Whether the entry has the older form, without a cause."""
        return self.matter is None

    @property
    def key(self) -> tuple[str, ...]:
        """Law, pointer, kind, cause and client, which no two entries of a file may share."""
        cause = self.message, self.frame, self.types, *(self.matter or ())
        return self.law, self.pointer, self.kind, self.client, *cause

    @property
    def where(self) -> str:
        """The file and the line where the entry begins."""
        return f"{self.file}:{self.lines[0]}"

    @property
    def expiry(self) -> str:
        """The sentence for an entry that has expired."""
        return f"{self.where}: expired on {self.expires}: fix {self}, or move the date"

    def covers(self, failure: Failure, client: str = "") -> bool:
        """Return whether a failure of the client with that name looks like this one, whatever the document.

        `unknown_part` finds out whether it really is this one, and not another that looks the same.
        """
        same = self.speaks_of(client) and failure.law == self.law and storable(failure.kind) == self.kind
        if not same or not matches(self.pointer, storable(failure.pointer)):
            return False
        cause = failure.cause
        if self.is_older or (storable(cause.frame), storable(cause.types)) != (self.frame, self.types):
            return self.is_older
        return not self._readings.isdisjoint(readings_of_cause(cause))

    @functools.cached_property
    def _readings(self) -> frozenset[str]:
        return readings_of(self.message, parts_of(self.message, self.witness))

    def speaks_of(self, client: str) -> bool:
        """Return whether the entry is for the client with that name."""
        return self.client in ("", client)

    def expired(self, today: datetime.date) -> bool:
        """Return whether the last day of the entry has passed."""
        return self.expires is not None and self.expires < today

    def __str__(self) -> str:
        return f"{self.law} {place_in_words(self.pointer, self.kind)}"


def unknown_part(
    entries: Iterable[Known],
    failure: Failure,
    case: Case,
    trial: Trial,
    *,
    seen: Callable[[Known], object] = id,
    looks: Counter[Cause] | None = None,
) -> tuple[Failure, Case] | None:
    """Return the part of a failure that is not known, with a case that shows it, or None if all of it is known.

    Whatever matters in the entries that look like the failure is made as simple as possible in the case, one entry at
    a time. If the failure remains, its cause is not known. `seen` is called for each entry that the failure shows.
    With `looks`, which counts how often that was in vain, what remains is made minimal, too: it may have the same cause
    all the same, which shows in another way where a document has several faults.
    """
    left, alike = (failure, case), list[Known]()
    for entry in entries:
        if entry.covers(failure, trial.observer.client_name):
            after = left_without(trial, *left, entry.matter) if entry.matter else None
            if after is None or after[1] is not left[1]:
                seen(entry)
            if after is None:
                return None
            left = after
            alike.append(entry)
    if looks is not None and alike and _is_known_when_minimal(alike, left, trial, looks):
        return None
    return left


def _is_known_when_minimal(
    alike: Sequence[Known], left: tuple[Failure, Case], trial: Trial, looks: Counter[Cause]
) -> bool:
    cause = left[0].cause
    if looks[cause] < _MOST_LOOKS:
        failure, case = minimal(trial, *left)
        matter = tuple(map(storable, matter_of(case)))
        if failure.cause != cause or all(matter != entry.matter for entry in alike):
            return False
        looks[cause] += 1
    return True


def storable(text: str) -> str:
    """Return a text with lone surrogates, which no TOML file can hold, as escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


def _message_of(cause: Cause) -> str:
    return storable(cause.raw or cause.message)


def _value(value: object) -> str:
    text = str(value) if isinstance(value, Words) else written(value, ascii_only=True)
    return shortened(text, _WIDTH)


def place_in_words(pointer: str, kind: str) -> str:
    """Return where and how a law is broken, in words."""
    return f"{f'at {pointer}' if pointer else 'on the whole document'} ({kind})"
