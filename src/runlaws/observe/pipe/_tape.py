"""What a worker is asked about one case, and what it has answered so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import define, field

__all__ = ["Ask", "Operation", "Tape"]

Operation: TypeAlias = Mapping[str, Any]
"""One operation of the protocol."""
Ask: TypeAlias = Callable[[Sequence[Operation]], Sequence[Mapping[str, Any]]]
"""Has a worker do some operations, and returns its answers."""


@define
class Tape:
    """The operations of one run of the script, with the answers to those that an earlier run has asked already.

    The script asks one question after another, and a pipe is slow when it is asked so. So the script is played on a
    tape: where the answer is not known yet it is guessed, and all that was asked is then sent in one message. The
    script is played again with the answers, until none was guessed. A client that does what a good one does is asked
    once; each surprise costs one more message.
    """

    known: Sequence[tuple[Operation, Mapping[str, Any]]] = ()
    asked: list[Operation] = field(init=False, factory=list)
    guessed: bool = field(init=False, default=False)
    """Whether an answer was not known; from there on none is."""

    def answer(self, operation: Operation) -> Mapping[str, Any] | None:
        """Return the answer to the next operation, or None if it is not known yet."""
        number = len(self.asked)
        self.asked.append(operation)
        if not self.guessed and number < len(self.known):
            before, answer = self.known[number]
            if before == operation:
                return answer
        self.guessed = True
        return None

    def sent(self, ask: Ask) -> Tape:
        """Have a worker do what was asked; return the tape with its answers, to be played from the beginning."""
        return Tape(list(zip(self.asked, ask(self.asked), strict=True)))


@define
class OneByOne:
    """A tape that asks each operation at once."""

    ask: Ask
    guessed: bool = field(init=False, default=False)

    def answer(self, operation: Operation) -> Mapping[str, Any]:
        """Return the answer to an operation."""
        return self.ask([operation])[0]
