"""What questions change: asking one value everything, and then what it holds and equals."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import frozen

from runlaws.case import Case, Likeness
from runlaws.client import Answer, Question
from runlaws.observe._asking import Asking
from runlaws.observe._sharing import with_other_data
from runlaws.observe._showing import held_of, shown_of
from runlaws.values import Json

__all__ = ["Disturbing"]

_MOST: Final = frozenset({Question.SHOW, Question.COMPARE, Question.HASH, Question.PRINT, Question.COPY})


@frozen
class Disturbing:
    """One case, of which values are asked something; if one is no longer what a fresh one is, it is found out why."""

    asking: Asking
    case: Case
    asks: frozenset[Question]

    def answers(self, value: Any) -> dict[str, Any]:
        """Return what values held and equalled after questions; `value` has been asked all of `asks`."""
        return {**self._held_otherwise(value), "unequal_after": self._unequal_after(value)}

    def _held_otherwise(self, value: Any) -> dict[str, Any]:
        tree = self.case.tree or {}
        if self._is_plainly_unchanged(value):
            return {}
        fresh, again = self.asking.decode(self.case.document)
        if again.thrown is not None:
            return {}
        held = held_of(self.asking, fresh, tree)
        disturbed = {"everything": self._held_after(tree, *self._disturbances(tree).values())}
        if held.thrown is None and not _same(held, disturbed["everything"]):
            if not _same(held, self._held_after(tree)):
                return {}  # fresh values hold different data anyway, so no question can be blamed
            for name, step in self._disturbances(tree).items():
                disturbed[name] = self._held_after(tree, step)
        return {"held": held, "disturbed": disturbed}

    def _is_plainly_unchanged(self, value: Any) -> bool:
        """Return whether a value that has been asked nearly everything is written as a fresh one is.

        So only a case with another document, to compare with and to decode in between, is looked at closely anyway.
        """
        case, asking = self.case, self.asking
        if not self.asks >= _MOST or (case.twin is not None and case.twin.likeness is Likeness.DIFFERENT):
            return False
        written = asking.encode(value)[0] if asking.encodes else b""
        return bool(written) and written in (case.document, asking.written_first)

    def _unequal_after(self, value: Any) -> Mapping[str, Answer]:
        """Return whether a value equals another one, by the questions after which it does not, where it did before.

        Where nearly everything is asked anyway, that is looked at together with what is asked once more. The other one
        is decoded before the questions: what they do to later values is no change of this one.
        """
        together = self.asks >= _MOST
        if together and (Question.AGAIN not in self.asks or self._equals(value).yes):
            return {}
        if not self._equals_after().yes:
            return {}
        steps = self._disturbances(self.case.tree or {})
        asked = self._equals_after(*steps.values())
        if asked.yes:
            return {}
        after = {name: self._equals_after(step) for name, step in steps.items()}
        return {name: answer for name, answer in after.items() if not answer.yes} or {"everything": asked}

    def _equals(self, value: Any) -> Answer:
        other, decoded = self.asking.decode(self.case.document)
        return decoded if decoded.thrown is not None else self.asking.same(value, other)

    def _equals_after(self, *steps: Callable[[Any], object]) -> Answer:
        """Return whether a value equals another one after some steps."""
        (value, decoded), (other, again) = (self.asking.decode(self.case.document) for _ in range(2))
        if decoded.thrown is not None or again.thrown is not None:
            return decoded if decoded.thrown is not None else again
        for step in steps:
            step(value)
        return self.asking.same(value, other)

    def _held_after(self, tree: Mapping[str, Json], *steps: Callable[[Any], object]) -> Answer:
        """Return what a fresh value holds after some steps."""
        value, decoded = self.asking.decode(self.case.document)
        if decoded.thrown is not None:
            return decoded
        for step in steps:
            step(value)
        return held_of(self.asking, value, tree)

    def _disturbances(self, tree: Mapping[str, Json]) -> Mapping[str, Callable[[Any], object]]:
        """Return every kind of question to a value, by its name."""
        asking = self.asking
        case, keys = self.case, self.case.spare_keys
        other = case.twin.document if case.twin else case.under_key(keys[1]) if keys else case.document
        like_it = with_other_data(case)
        return {
            "reading": lambda value: shown_of(asking, value, self.case.places),
            "printing": lambda value: [asking.text(way, value) for way in asking.prints],
            "comparing": lambda value: (asking.same(value, value), asking.strangers(value, first=True)),
            "decoding one with other free data": lambda _: asking.decode(like_it),
            "decoding another document": lambda _: asking.decode(other),
            "comparing with another": lambda value: asking.same(value, asking.decode(other)[0]),
            "hashing": asking.hashed,
            "copying": lambda value: [asking.copy(way, value) for way in asking.copies],
            "encoding": lambda value: held_of(asking, value, tree),
        }


def _same(left: Answer, right: Answer) -> bool:
    """Return whether two answers are the same data with the same types of numbers, by their JSON text."""
    texts = [json.dumps(answer.value, sort_keys=True) for answer in (left, right) if answer.thrown is None]
    return len(texts) == 2 and texts[0] == texts[1]
