"""Liars about what documents hold: lists in another order, free data, texts that look like something, two at once."""

from __future__ import annotations

from typing import Any, Final

from runlaws.liars._edits import changed, everywhere, texts
from runlaws.liars._honest import Decoded, Honest, Tree
from runlaws.values import Json, Path, items_of, members_of

_FILES: Final = "/tool_resources/code_interpreter/file_ids"
_STORES: Final = "/tool_resources/file_search/vector_store_ids"
_CALLS: Final = "/required_action/submit_tool_outputs/tool_calls"
_PARAMETERS: Final = "/tools/*/function/parameters"
_PAGE: Final = 20
_LEVELS: Final = 4
_YEAR_10000: Final = 253402300800
_FLAGS: Final = {"true": True, "false": False}


class KeepsFilesInASet(Honest):
    """It keeps the files of a run in a set, and what is there twice is there once."""

    law = "round-trip"

    def taken(self, tree: Tree) -> Tree:
        return changed(tree, _FILES, lambda ids: ids and list(dict.fromkeys(ids)))


class WritesLinesOfErrorsAsUnixDoes(Honest):
    """It ends the lines of an error's message with a newline alone."""

    law = "round-trip-text"

    def taken(self, tree: Tree) -> Tree:
        return changed(tree, "/last_error/message", lambda text: text and text.replace("\r\n", "\n"))


def _without_nulls(value: Json) -> Json:
    if isinstance(value, dict):
        return {name: _without_nulls(item) for name, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


class PrunesTheSchemasOfStrictFunctions(Honest):
    """It leaves out what is null in the parameters of a function that is strict."""

    law = "round-trip-absent-and-null"

    def written(self, tree: Tree) -> Tree:
        def pruned(function: Json) -> Json:
            known = members_of(function)
            if known.get("strict") is not True or "parameters" not in known:
                return function
            return {**known, "parameters": _without_nulls(known["parameters"])}

        return changed(tree, "/tools/*/function", pruned)


class KeepsAPageOfStores(Honest):
    """It keeps as many vector stores as a page has lines."""

    law = "round-trip"

    def taken(self, tree: Tree) -> Tree:
        return changed(tree, _STORES, lambda ids: ids and ids[:_PAGE])


def _id_of(call: Json) -> str:
    held = members_of(call).get("id")
    return held if isinstance(held, str) else "~"


class SortsCalls(Honest):
    """It writes the calls of an action in the order of their ids."""

    law = "round-trip"

    def written(self, tree: Tree) -> Tree:
        return changed(tree, _CALLS, lambda calls: sorted(items_of(calls), key=_id_of))


class CallsTheSameToolARepeat(Honest):
    """It takes last tools that are the same as the one before them for lines that were sent twice."""

    law = "round-trip"

    def taken(self, tree: Tree) -> Tree:
        tools = [*tree["tools"]]
        while len(tools) > 1 and tools[-1] == tools[-2]:
            tools.pop()
        return {**tree, "tools": tools}


class SortsWhatIsRequired(Honest):
    """It keeps the names under `required` of a schema in a sorted set."""

    law = "round-trip"

    def taken(self, tree: Tree) -> Tree:
        def is_sorted(part: Any) -> Any:
            names = part.get("required") if isinstance(part, dict) else None
            return {**part, "required": sorted(names)} if isinstance(names, list) else part

        return _parameters(tree, is_sorted)


class KeepsFourLevelsOfProperties(Honest):
    """It keeps the properties of parameters to a depth of four, and none below."""

    law = "round-trip"

    def taken(self, tree: Tree) -> Tree:
        def cut(schema: Any, level: int) -> Any:
            held = schema.get("properties") if isinstance(schema, dict) else None
            if not isinstance(held, dict):
                return schema
            below = {name: cut(each, level + 1) for name, each in held.items()} if level < _LEVELS else {}
            return {**schema, "properties": below}

        return changed(tree, _PARAMETERS, lambda schema: cut(schema, 0))


class WritesFifteenDigitsInSchemas(Honest):
    """It writes the numbers in parameters with fifteen digits."""

    law = "round-trip-numbers"

    def written(self, tree: Tree) -> Tree:
        return _parameters(tree, lambda part: float(f"{part:.15g}") if _has_a_fraction(part) else part)


class LeavesOutNullsInSchemas(Honest):
    """It writes no member of a schema that is null."""

    law = "round-trip-absent-and-null"

    def written(self, tree: Tree) -> Tree:
        def without_nulls(part: Any) -> Any:
            return {n: value for n, value in part.items() if value is not None} if isinstance(part, dict) else part

        return _parameters(tree, without_nulls)


class MakesRunsOfCopies(Honest):
    """It makes a run of each object that says it is one, in parameters too, and one without an id kills it."""

    law = "decodes-valid"

    def taken(self, tree: Tree) -> Tree:
        def run_of(part: Any) -> Any:
            if isinstance(part, dict) and part.get("object") == "thread.run" and "id" not in part:
                raise KeyError("id")
            return part

        return _parameters(tree, run_of)


class CompletesCopiesOfTools(Honest):
    """It adds the `function` that a tool of that type has to whatever in parameters has the type."""

    law = "round-trip"

    def taken(self, tree: Tree) -> Tree:
        def completed(part: Any) -> Any:
            is_copy = isinstance(part, dict) and part.get("type") == "function"
            return {"function": {}, **part} if is_copy else part

        return _parameters(tree, completed)


class HasNoYear10000(Honest):
    """It makes a time of its library of `completed_at`, and there is none after the year 9999."""

    law = "decodes-valid"

    def taken(self, tree: Tree) -> Tree:
        if (tree.get("completed_at") or 0) >= _YEAR_10000:
            msg = "year 10000 is out of range"
            raise ValueError(msg)
        return tree


class TakesMarksOffTexts(Honest):
    """It takes a byte order mark off whatever begins with one, a text too."""

    law = "round-trip-text"

    def taken(self, tree: Tree) -> Tree:
        return texts(tree, lambda text: text.removeprefix("\ufeff"))


class EndsMessagesAtTheLineEnd(Honest):
    """It takes one line end off the end of an error's message."""

    law = "round-trip-text"

    def taken(self, tree: Tree) -> Tree:
        return changed(tree, "/last_error/message", lambda text: text.removesuffix("\n"))


class SplitsTheNamesOfModels(Honest):
    """It keeps the parts of a model's name that colons divide, and loses the empty ones."""

    law = "round-trip-text"

    def taken(self, tree: Tree) -> Tree:
        return changed(tree, "/model", lambda name: ":".join(filter(None, name.split(":"))))


class ReadsNumbersInMetadata(Honest):
    """It writes a text of digits in metadata as a number."""

    law = "round-trip"

    def written(self, tree: Tree) -> Tree:
        return changed(tree, "/metadata/*", lambda text: int(text) if text in ("42", "1700000000") else text)


class ShowsFlagsInMetadata(Honest):
    """It shows `true` and `false` in metadata as the values that they name."""

    law = "reads-types"

    def read(self, value: Decoded, path: Path) -> Any:
        held: object = super().read(value, path)
        return _FLAGS.get(held, held) if path[0] == "metadata" and isinstance(held, str) else held


class HasOneLimit(Honest):
    """It has one limit of tokens, and where both are set the second is written as the first."""

    law = "round-trip-numbers"

    def taken(self, tree: Tree) -> Tree:
        first, second = tree["max_prompt_tokens"], tree["max_completion_tokens"]
        return tree if first is None or second is None else {**tree, "max_completion_tokens": first}


class SamplesInOneWay(Honest):
    """It writes `top_p` as its default where a temperature is set too: to set both is not recommended."""

    law = "round-trip-numbers"

    def written(self, tree: Tree) -> Tree:
        both = tree.get("temperature") not in (None, 1) and tree.get("top_p") not in (None, 1)
        return {**tree, "top_p": 1.0} if both else tree


def _has_a_fraction(part: Any) -> bool:
    return isinstance(part, float) and abs(part) < 1


def _parameters(tree: Tree, change: Any) -> Tree:
    """Return a tree with every part of the parameters of its functions changed."""
    return changed(tree, _PARAMETERS, lambda schema: everywhere(schema, change) if schema else schema)
