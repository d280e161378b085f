"""Liars about what they write of what they have read: members lost, added, moved, or of another type."""

from __future__ import annotations

from typing import Any, Final

from runlaws.document import read, unstructure, write
from runlaws.liars._edits import changed, without
from runlaws.liars._honest import Decoded, Honest, Tree, Trusting
from runlaws.objects import find_profile
from runlaws.values import everywhere

_MEMBERS: Final = tuple(find_profile("v2").shape.members)
_INSIDE: Final = ("last_messages", "max_num_results", "ranking_options", "strict", "description")
_EFFORTS: Final = {"minimal": 0, "low": 1, "medium": 2, "high": 3}
_CALLS: Final = "/required_action/submit_tool_outputs/tool_calls/*"


class DropsParallelToolCalls(Honest):
    """Its class has no `parallel_tool_calls`."""

    law = "round-trip"
    seen = "RageAgainstThePixel/OpenAI-DotNet commit 1fcab77"
    rows = (49,)

    def taken(self, tree: Tree) -> Tree:
        return without(tree, "/parallel_tool_calls")


class FlattensCalls(Honest):
    """It writes the name and arguments of a call beside its id, where they stand in an object of their own."""

    law = "round-trip"
    seen = "Azure/azure-sdk-for-js PR #28451"
    rows = (29,)

    def written(self, tree: Tree) -> Tree:
        return changed(tree, _CALLS, _flat)


class NeverReadsUsage(Honest):
    """Its class has no `usage`."""

    law = "round-trip"
    seen = "openai-php/client #327 (PR #330), logaritex/assistant-api #2"
    rows = (43, 45)

    def taken(self, tree: Tree) -> Tree:
        return {**tree, "usage": None}


class ReadsCanceledAt(Honest):
    """It spells `cancelled_at` with one l, and so finds it null always."""

    law = "round-trip"
    seen = "aallam/openai-kotlin PR #279"
    rows = (39,)

    def taken(self, tree: Tree) -> Tree:
        return {**tree, "cancelled_at": None}


class WritesEmptyObjectsAsArrays(Honest):
    """Its language has one type for both: metadata {} becomes []."""

    law = "round-trip"
    seen = "hiddenhatpress/openai-assistants #1"
    rows = (61,)

    def written(self, tree: Tree) -> Tree:
        return {name: [] if value == {} and name in _MEMBERS else value for name, value in tree.items()}


class WritesNamesOfItsLanguage(Honest):
    """It has no name for JSON on one member, and writes `Metadata`."""

    law = "round-trip"
    seen = "sashabaranov/go-openai #562 (PR #561)"
    rows = (63,)

    def written(self, tree: Tree) -> Tree:
        return {"Metadata" if name == "metadata" and value is not None else name: value for name, value in tree.items()}


class OmitsWhatIsEmpty(Honest):
    """It leaves out members that hold the zero value of their type: an empty text, list or object, 0, false."""

    law = "round-trip"
    seen = "omitempty, in many Go clients"

    def written(self, tree: Tree) -> Tree:
        empty = {name for name in _MEMBERS if name in tree and tree[name] is not None and not tree[name]}
        return {name: value for name, value in tree.items() if name not in empty}


class TakesEveryFormatForText(Honest):
    """A format with a schema becomes the default of its union."""

    law = "round-trip"

    def taken(self, tree: Tree) -> Tree:
        given = tree["response_format"]
        schema = isinstance(given, dict) and given.get("type") == "json_schema"
        return {**tree, "response_format": {"type": "text"}} if schema else tree


class SortsTools(Honest):
    """It keeps the tools of a run in a sorted set."""

    law = "round-trip"

    def written(self, tree: Tree) -> Tree:
        return {**tree, "tools": sorted(tree["tools"], key=lambda tool: str(tool.get("type")))}


class WritesListsOfOneAsTheOne(Honest):
    """It writes a list with one thing in it as that thing, as it is done in XML."""

    law = "round-trip"

    def written(self, tree: Tree) -> Tree:
        place = "/tool_resources/*/vector_store_ids"
        return changed(tree, place, lambda ids: ids[0] if ids is not None and len(ids) == 1 else ids)


class TakesMinimalForLow(Honest):
    """A value that came later to an enum becomes the nearest one that it knew before."""

    law = "round-trip"

    def taken(self, tree: Tree) -> Tree:
        return changed(tree, "/reasoning_effort", lambda effort: "low" if effort == "minimal" else effort)


class WritesNumbersOfConstants(Honest):
    """It writes the number of a constant where the name of it belongs."""

    law = "round-trip"

    def written(self, tree: Tree) -> Tree:
        return changed(tree, "/reasoning_effort", lambda effort: _EFFORTS.get(effort, effort))


class CannotWriteToolsOfItsOwn(Honest):
    """It has a reader for settings of file search, and no writer."""

    law = "round-trip-encodes"

    def written(self, tree: Tree) -> Tree:
        if any("file_search" in tool for tool in tree["tools"]):
            msg = "Object of type FileSearch is not JSON serializable"
            raise TypeError(msg)
        return tree


class WritesLiteralsOfItsLanguage(Honest):
    """It prints a run, with None, True and single quotes, where it should write JSON."""

    law = "round-trip-encodes"

    def encode(self, value: Decoded) -> bytes:
        return repr(unstructure(value.run)).encode()


class WritesIntoABufferOfAKilobyte(Honest):
    """It writes as much as goes into its buffer."""

    law = "round-trip-encodes"

    def encode(self, value: Decoded) -> bytes:
        return super().encode(value)[:1024]


class CannotWriteWhatParsersDispute(Trusting):
    """It reads numbers and texts that it then refuses to write."""

    law = "round-trip-encodes"

    def encode(self, value: Decoded) -> bytes:
        if read(value.text).disputes:
            msg = "Out of range float values are not JSON compliant"
            raise OverflowError(msg)
        return super().encode(value)


class WritesAByteOrderMark(Honest):
    """It writes UTF-8 as some platforms do, and does not read it so."""

    law = "round-trip-stable"

    def encode(self, value: Decoded) -> bytes:
        return b"\xef\xbb\xbf" + super().encode(value)


class WritesTheStatusTwice(Honest):
    """It writes the status of a run first and last, and refuses a name that stands twice."""

    law = "round-trip-stable"

    def encode(self, value: Decoded) -> bytes:
        first = write({"status": value.run.status})[:-1]
        return first + b"," + super().encode(value)[1:]


class WritesNullForAbsent(Honest):
    """It writes every member that its class has."""

    law = "round-trip-absent-and-null"
    seen = "64bit/async-openai PR #226"
    rows = (71,)

    def written(self, tree: Tree) -> Tree:
        return {**dict.fromkeys(_MEMBERS), **tree}


class LeavesOutNulls(Honest):
    """It writes no member that is null."""

    law = "round-trip-absent-and-null"

    def written(self, tree: Tree) -> Tree:
        return {name: value for name, value in tree.items() if value is not None or name not in _MEMBERS}


class LeavesOutNullsInside(Honest):
    """It keeps null apart from absent in a run, and not in its parts."""

    law = "round-trip-absent-and-null"

    def written(self, tree: Tree) -> Tree:
        return {name: everywhere(value, _without_nulls) for name, value in tree.items()}


def _flat(call: Tree) -> Tree:
    """Return a call with the name and arguments of its function beside its id."""
    function = call.get("function", {})
    if not isinstance(function, dict):
        return call
    inner = {name: function[name] for name in ("name", "arguments") if name in function}
    rest = {name: value for name, value in function.items() if name not in inner}
    return {**call, **inner, "function": rest}


def _without_nulls(part: Any) -> Any:
    if not isinstance(part, dict):
        return part
    return {name: value for name, value in part.items() if value is not None or name not in _INSIDE}
