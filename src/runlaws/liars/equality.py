"""Liars about when two values are equal."""

from __future__ import annotations

from typing import Any, Final

import attrs

from runlaws.document import unstructure
from runlaws.liars._edits import changed, texts
from runlaws.liars._honest import Decoded, Honest, Tree, refuse
from runlaws.objects.run import Run
from runlaws.values import Json, everywhere, same_json, values_at

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

    def equal_to(self, left: Decoded, right: Any) -> bool:
        return self.equal(left, right)


class EqualsEmptyDicts(Honest):
    """Any run equals an empty dict to it."""

    law = "equality-total"

    def equal_to(self, left: Decoded, right: object) -> bool:
        return (isinstance(right, dict) and not right) or super().equal_to(left, right)


class EqualsItsId(Honest):
    """A run equals its own id to it, so that it is found by that in a list."""

    law = "equality-total"

    def equal_to(self, left: Decoded, right: object) -> bool:
        return right == left.run.id if isinstance(right, str) else super().equal_to(left, right)


class EqualsItsMembers(Honest):
    """A run equals the dict of its own members to it."""

    law = "equality-total"

    def equal_to(self, left: Decoded, right: object) -> bool:
        if isinstance(right, dict):
            return same_json(unstructure(left.run), right)
        return super().equal_to(left, right)


class ComparesErrorCodes(Honest):
    """It looks into `last_error` when it compares, whether there is one or not."""

    law = "equality-total"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        errors: Any = left.run.last_error, right.run.last_error
        return bool(errors[0].code == errors[1].code and left.run == right.run)


class NeverEqualsItself(Honest):
    """It compares a copy made for the occasion, by identity."""

    law = "equality-reflexive"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        return attrs.evolve(left.run) is right.run


class ComparesAsDatabasesDo(Honest):
    """To it null equals nothing, null neither."""

    law = "equality-reflexive"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        return left.run == right.run and None not in (left.run.usage, right.run.usage)


class TakesItsNullForAnything(Honest):
    """It compares the members that are not null on the left."""

    law = "equality-symmetric"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        names = [name for name in _MEMBERS if getattr(left.run, name) is not None]
        return all(getattr(left.run, name) == getattr(right.run, name) for name in names)


class TakesAPartForTheWhole(Honest):
    """It equals any run that has the same members and more."""

    law = "equality-symmetric"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        return _within(unstructure(left.run), unstructure(right.run))


class TakesAnAliasForTheModel(Honest):
    """Two names are equal when one begins or ends with the other, as `gpt-4o` and `gpt-4o-2024-08-06`."""

    law = "equality-transitive"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        return _alike(unstructure(left.run), unstructure(right.run))


class IsUnequalByIdentity(Honest):
    """It defines == and leaves != as it was."""

    law = "equality-negation"

    def unequal_to(self, left: Decoded, right: object) -> bool:
        return left is not right


class ComparesStatusesForInequality(Honest):
    """It is unequal to runs of another status alone."""

    law = "equality-negation"

    def unequal_to(self, left: Decoded, right: object) -> bool:
        return not isinstance(right, Decoded) or left.run.status != right.run.status


class HashesByIdentity(Honest):
    """It defines equality and leaves the hash as it was."""

    law = "hash-agrees-with-equality"

    def hash_of(self, value: Decoded) -> int:
        return id(value)


class HashesLists(Honest):
    """Its hash takes in a member that has none."""

    law = "hash-agrees-with-equality"

    def hash_of(self, value: Decoded) -> int:
        return hash((value.run.id, list(value.run.tools)))


class HashesTheText(Honest):
    """It hashes the text that a run came in."""

    law = "hash-agrees-with-equality"

    def hash_of(self, value: Decoded) -> int:
        return hash(value.text)


class ComparesTheText(Honest):
    """It compares the texts that runs came in."""

    law = "equality-spelling-blind"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        return left.text == right.text


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

    def equal(self, left: Decoded, right: Decoded) -> bool:
        return self.encode(left) == self.encode(right)


class ComparesTheIdsOfRequests(Honest):
    """It keeps the id of the request in the value, for its logs, and compares it."""

    law = "equality-header-blind"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        ids = [value.headers.get("x-request-id") for value in (left, right)]
        return left.run == right.run and ids[0] == ids[1]


class ComparesIds(Honest):
    """Two snapshots of one run are equal to it, whatever happened in between."""

    law = "equality-significant-fields"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        return left.run.id == right.run.id


class ForgetsLaterMembers(Honest):
    """Members that came with a later version did not make it into the comparison."""

    law = "equality-significant-fields"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        return left.run == attrs.evolve(right.run, **{name: getattr(left.run, name) for name in _LATER})


class TakesAbsentForNull(Honest):
    """It keeps null apart from absent, and compares them as equal."""

    law = "equality-significant-fields"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        return bool(_without_nulls(unstructure(left.run)) == _without_nulls(unstructure(right.run)))


class ComparesTrimmedTexts(Honest):
    """It compares texts without the white space at their ends."""

    law = "equality-significant-fields"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        sides = [texts(unstructure(value.run), str.strip) for value in (left, right)]
        return same_json(*sides)


class ComparesTheNamesOfTools(Honest):
    """Two functions are equal to it when their names are, whatever they take."""

    law = "equality-significant-fields"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        names = [values_at(unstructure(value.run), "/tools/*/function/name") for value in (left, right)]
        rest = [attrs.evolve(value.run, tools=()) for value in (left, right)]
        return rest[0] == rest[1] and names[0] == names[1]


class WritesInTheCharsetItRead(Honest):
    """It writes in the charset that it found in a body, and question marks for what escapes stood for in ASCII."""

    law = "equality-implies-same-encoding"

    def encode(self, value: Decoded) -> bytes:
        text = super().encode(value)
        return text.decode().encode("ascii", "replace") if value.text.isascii() else text


def _alike(left: Json, right: Json, name: str = "") -> bool:
    """Return whether two values are the same, but for the names in them."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(_alike(left[each], right[each], each) for each in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(_alike, left, right))
    if name in ("model", "name") and isinstance(left, str) and isinstance(right, str):
        shorter, longer = sorted((left, right), key=len)
        return longer.startswith(shorter) or longer.endswith(shorter)
    return same_json(left, right)


def _within(left: Json, right: Json) -> bool:
    """Return whether all that is in one value is in another."""
    if isinstance(left, dict) and isinstance(right, dict):
        return all(name in right and _within(left[name], right[name]) for name in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(_within, left, right))
    return same_json(left, right)


def _without_nulls(value: Any) -> Any:
    def change(part: Any) -> Any:
        return {name: item for name, item in part.items() if item is not None} if isinstance(part, dict) else part

    return everywhere(value, change)
