"""Liars about when two values are equal."""

from __future__ import annotations

from typing import Any

import attrs

from runlaws.document import unstructure
from runlaws.run import Run
from tests.miniatures import Decoded, Honest, Tree, refuse

_MEMBERS = tuple(attribute.name for attribute in attrs.fields(Run))
_LATER = ("temperature", "top_p", "response_format", "tool_choice", "truncation_strategy", "parallel_tool_calls")


class NeverEqualsItself(Honest):
    """It compares a copy made for the occasion, by identity."""

    law = "equality-reflexive"

    def equal(self, mine: Decoded, other: Decoded) -> bool:
        return attrs.evolve(mine.run) is other.run


class ComparesErrorCodes(Honest):
    """It looks into `last_error` when it compares, whether there is one or not."""

    law = "equality-reflexive"

    def equal(self, mine: Decoded, other: Decoded) -> bool:
        errors: Any = mine.run.last_error, other.run.last_error
        return bool(errors[0].code == errors[1].code and mine.run == other.run)


class TakesItsNullForAnything(Honest):
    """It compares the members that are not null on the left."""

    law = "equality-symmetric"

    def equal(self, mine: Decoded, other: Decoded) -> bool:
        names = [name for name in _MEMBERS if getattr(mine.run, name) is not None]
        return all(getattr(mine.run, name) == getattr(other.run, name) for name in names)


class HashesByIdentity(Honest):
    """It defines equality and leaves the hash as it was."""

    law = "hash-agrees-with-equality"

    def hash_of(self, mine: Decoded) -> int:
        return id(mine)


class HashesLists(Honest):
    """Its hash takes in a member that has none."""

    law = "hash-agrees-with-equality"

    def hash_of(self, mine: Decoded) -> int:
        return hash((mine.run.id, list(mine.run.tools)))


class HashesTheText(Honest):
    """It hashes the text that a run came in."""

    law = "hash-agrees-with-equality"

    def hash_of(self, mine: Decoded) -> int:
        return hash(mine.text)


class ComparesTheText(Honest):
    """It compares the texts that runs came in."""

    law = "equality-spelling-blind"

    def equal(self, mine: Decoded, other: Decoded) -> bool:
        return mine.text == other.text


class ComparesToolsByReference(Honest):
    """Two lists are equal when they are one."""

    law = "equality-spelling-blind"

    def equal(self, mine: Decoded, other: Decoded) -> bool:
        return mine.run == other.run and mine.run.tools is other.run.tools


class RefusesSpaceInFront(Honest):
    """It expects the first byte to be a brace."""

    law = "equality-spelling-blind"

    def tree_of(self, document: bytes) -> Tree:
        return refuse("expected {") if document[:1].isspace() else super().tree_of(document)


class ComparesIds(Honest):
    """Two snapshots of one run are equal to it, whatever happened in between."""

    law = "equality-significant-fields"

    def equal(self, mine: Decoded, other: Decoded) -> bool:
        return mine.run.id == other.run.id


class ForgetsLaterMembers(Honest):
    """Members that came with a later version did not make it into the comparison."""

    law = "equality-significant-fields"

    def equal(self, mine: Decoded, other: Decoded) -> bool:
        return mine.run == attrs.evolve(other.run, **{name: getattr(mine.run, name) for name in _LATER})


class TakesAbsentForNull(Honest):
    """It keeps null apart from absent, and compares them as equal."""

    law = "equality-significant-fields"

    def equal(self, mine: Decoded, other: Decoded) -> bool:
        return bool(_without_nulls(unstructure(mine.run)) == _without_nulls(unstructure(other.run)))


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nulls(item) for name, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value
