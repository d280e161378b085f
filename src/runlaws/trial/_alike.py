"""One message for causes that differ only in what their documents put into it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve, field

from runlaws.laws import readings_of_cause
from runlaws.verdict import Cause, Failure, Verdict

__all__ = ["AlikeMessages", "are_alike"]


@define
class _Message:
    """A message that a client has raised: its name, and the readings that all its wordings have had so far."""

    name: str
    readings: frozenset[str]


@define
class AlikeMessages:
    """The messages that a client has raised, by the rest of their causes.

    Each new wording leaves fewer readings, until only what is put into the message differs between them.
    """

    _of: dict[Cause, list[_Message]] = field(init=False, factory=dict)

    def verdict(self, verdict: Verdict) -> Verdict:
        """Return a verdict whose failures have one message where they are alike."""
        if all(not failure.cause.raw for failure in verdict.failures):
            return verdict
        return evolve(verdict, failures=tuple(map(self.failure, verdict.failures)))

    def failure(self, failure: Failure) -> Failure:
        """Return a failure with the message that the first one like it had."""
        return evolve(failure, cause=self.cause(failure.cause)) if failure.cause.raw else failure

    def cause(self, cause: Cause) -> Cause:
        """Return a cause with the message that the first one like it had."""
        return evolve(cause, message=self._name_of(cause)) if cause.raw else cause

    def _name_of(self, cause: Cause) -> str:
        messages = self._of.setdefault(evolve(cause, message=""), [])
        readings = readings_of_cause(cause)
        for known in messages:
            if known.readings & readings:
                known.readings &= readings
                return known.name
        messages.append(_Message(_free_name(cause, readings, messages), readings))
        return messages[-1].name


def _free_name(cause: Cause, readings: frozenset[str], taken: Sequence[_Message]) -> str:
    """Return the message of a cause or, if one that is not like it has that already, a reading that none has."""
    names = {message.name for message in taken}
    return next((name for name in (cause.message, *sorted(readings)) if name not in names), cause.raw)


def are_alike(cause: Cause, other: Cause) -> bool:
    """Return whether two causes are one: they differ in nothing but what documents put into a message."""
    if cause == other:
        return True
    if evolve(cause, message=other.message) != other:
        return False
    return not readings_of_cause(cause).isdisjoint(readings_of_cause(other))
