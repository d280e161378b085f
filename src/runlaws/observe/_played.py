"""Playing the script of questions on one case."""

from __future__ import annotations

from collections.abc import Mapping

from runlaws.client import Observation, Question, Thrown
from runlaws.observe._asking import DECODE_BEFORE, Asking
from runlaws.observe._script import Script
from runlaws.values import Path

__all__ = ["played"]


def played(asking: Asking, name: str, also: tuple[Path, ...], asks: frozenset[Question]) -> Observation:
    """Ask the client called `name` some questions about the case, and return what it did.

    `also` are places to read that the document does not have.
    """
    value, decoded = asking.decode(asking.case.document)
    script = Script(asking, asking.case, also, asks)
    if decoded.thrown is not None:
        answers = script.repeat() if Question.REPEAT in asks else {}
        return Observation(name, asking.policy, decoded, **answers, cut_short=_of_the_case(asking))
    answers = script.answers(value)
    kind, nothing = asking.kind(value), asking.is_nothing(value)
    return Observation(name, asking.policy, kind, nothing, **answers, cut_short=_of_the_case(asking))


def _of_the_case(asking: Asking) -> Mapping[str, Thrown]:
    """Return the calls that were cut short, but for that of a document that was shown before."""
    return {call: thrown for call, thrown in asking.cut_short.items() if call != DECODE_BEFORE}
