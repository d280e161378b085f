"""Liars about when two values are equal."""

from __future__ import annotations

from typing import Any, Final

import attrs

from runlaws.document import unstructure
from runlaws.liars._edits import changed, texts
from runlaws.liars._honest import Decoded, Honest, Tree, refuse
from runlaws.objects.run import Run
from runlaws.values import Json, everywhere, same_json, standing_at

_MEMBERS: Final = tuple(attribute.name for attribute in attrs.fields(Run))
_LATER: Final = (
    "temperature",
    "top_p",
    "response_format",
    "tool_choice",
    "truncation_strategy",
    "parallel_tool_calls",
)


class DiesOfStrangers(Honest):
    """It compares without a look at what it compares with."""

    law = "equality-total"

    def equal_to(self, mine: Decoded, other: Any) -> bool:
        return self.equal(mine, other)


class EqualsEmptyDicts(Honest):
    """Any run equals an empty dict to it."""

    law = "equality-total"

    def equal_to(self, mine: Decoded, other: object) -> bool:
        return (isinstance(other, dict) and not other) or super().equal_to(mine, other)


class ComparesErrorCodes(Honest):
    """It looks into `last_error` when it compares, whether there is one or not."""

    law = "equality-total"

    def equal(self, mine: Decoded, other: Decoded) -> bool:
        errors: Any = mine.run.last_error, other.run.last_error
        return bool(errors[0].code == errors[1].code and mine.run == other.run)


class NeverEqualsItself(Honest):
    """It compares a copy made for the occasion, by identity."""

    law = "equality-reflexive"

    def equal(self, mine: Decoded, other: Decoded) -> bool:
        return attrs.evolve(mine.run) is other.run


class ComparesAsDatabasesDo(Honest):
    """To it null equals nothing, null neither."""

    law = "equality-reflexive"

    def equal(self, mine: Decoded, other: Decoded) -> bool:
        return mine.run == other.run and None not in (mine.run.usage, other.run.usage)


class TakesItsNullForAnything(Honest):
    """It compares the members that are not null on the left."""

    law = "equality-symmetric"

    def equal(self, mine: Decoded, other: Decoded) -> bool:
        names = [name for name in _MEMBERS if getattr(mine.run, name) is not None]
        return all(getattr(mine.run, name) == getattr(other.run, name) for name in names)


class TakesAPartForTheWhole(Honest):
    """It equals any run that has the same members and more."""

    law = "equality-symmetric"

    def equal(self, mine: Decoded, other: Decoded) -> bool:
        return _within(unstructure(mine.run), unstructure(other.run))


class TakesAnAliasForTheModel(Honest):
    """Two names are equal when one begins or ends with the other, as `gpt-4o` and `gpt-4o-2024-08-06`."""

    law = "equality-transitive"

    def equal(self, mine: Decoded, other: Decoded) -> bool:
        return _alike(unstructure(mine.run), unstructure(other.run))


class IsUnequalByIdentity(Honest):
    """It defines == and leaves != as it was."""

    law = "equality-negation"

    def unequal_to(self, mine: Decoded, other: object) -> bool:
        return mine is not other


class ComparesStatusesForInequality(Honest):
    """It is unequal to runs of another status alone."""

    law = "equality-negation"

    def unequal_to(self, mine: Decoded, other: object) -> bool:
        return not isinstance(other, Decoded) or mine.run.status != other.run.status


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


class RefusesSpaceInFront(Honest):
    """It expects the first byte to be a brace."""

    law = "equality-spelling-blind"

    def tree_of(self, document: bytes) -> Tree:
        return refuse("expected {") if document[:1].isspace() else super().tree_of(document)


class ExpectsTheTypeFirst(Honest):
    """It must know the type of a tool before it reads the rest, and does not look ahead."""

    law = "equality-spelling-blind"
    seen = "dotnet/runtime, the type discriminators of System.Text.Json"

    def taken(self, tree: Tree) -> Tree:
        late = any(next(iter(tool)) != "type" for tool in tree["tools"] if "type" in tool)
        return refuse("expected type") if late else tree

    def written(self, tree: Tree) -> Tree:
        return changed(tree, "/tools/*", lambda tool: {"type": tool["type"], **tool})


class ComparesWhatItWouldWrite(Honest):
    """It compares runs as texts of its own, in which the members of metadata and schemas stand as they came."""

    law = "equality-spelling-blind"

    def equal(self, mine: Decoded, other: Decoded) -> bool:
        return self.encode(mine) == self.encode(other)


class ComparesTheIdsOfRequests(Honest):
    """It keeps the id of the request in the value, for its logs, and compares it."""

    law = "equality-header-blind"

    def equal(self, mine: Decoded, other: Decoded) -> bool:
        ids = [value.headers.get("x-request-id") for value in (mine, other)]
        return mine.run == other.run and ids[0] == ids[1]


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


class ComparesTrimmedTexts(Honest):
    """It compares texts without the white space at their ends."""

    law = "equality-significant-fields"

    def equal(self, mine: Decoded, other: Decoded) -> bool:
        sides = [texts(unstructure(value.run), str.strip) for value in (mine, other)]
        return same_json(*sides)


class ComparesTheNamesOfTools(Honest):
    """Two functions are equal to it when their names are, whatever they take."""

    law = "equality-significant-fields"

    def equal(self, mine: Decoded, other: Decoded) -> bool:
        names = [standing_at(unstructure(value.run), "/tools/*/function/name") for value in (mine, other)]
        rest = [attrs.evolve(value.run, tools=()) for value in (mine, other)]
        return rest[0] == rest[1] and names[0] == names[1]


class WritesInTheCharsetItRead(Honest):
    """It writes in the charset that it found in a body, and question marks for what escapes stood for in ASCII."""

    law = "equality-implies-same-encoding"

    def encode(self, value: Decoded) -> bytes:
        text = super().encode(value)
        return text.decode().encode("ascii", "replace") if value.text.isascii() else text


def _alike(mine: Json, other: Json, name: str = "") -> bool:
    """Return whether two values are the same, but for the names in them."""
    if isinstance(mine, dict) and isinstance(other, dict):
        return mine.keys() == other.keys() and all(_alike(mine[each], other[each], each) for each in mine)
    if isinstance(mine, list) and isinstance(other, list):
        return len(mine) == len(other) and all(map(_alike, mine, other))
    if name in ("model", "name") and isinstance(mine, str) and isinstance(other, str):
        shorter, longer = sorted((mine, other), key=len)
        return longer.startswith(shorter) or longer.endswith(shorter)
    return same_json(mine, other)


def _within(mine: Json, other: Json) -> bool:
    """Return whether all that is in one value is in another."""
    if isinstance(mine, dict) and isinstance(other, dict):
        return all(name in other and _within(mine[name], other[name]) for name in mine)
    if isinstance(mine, list) and isinstance(other, list):
        return len(mine) == len(other) and all(map(_within, mine, other))
    return same_json(mine, other)


def _without_nulls(value: Any) -> Any:
    def change(part: Any) -> Any:
        return {name: item for name, item in part.items() if item is not None} if isinstance(part, dict) else part

    return everywhere(value, change)
