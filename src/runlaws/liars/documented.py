"""Liars with the faults of the documented C# class: `RunResponse` as betalgo/openai has it, and AntRunner after it.

What it shares with other clients stands with theirs: numbers read from text, statuses whatever their case, names in any
case. Its class makes no difference between null and absent.
"""

from __future__ import annotations

from typing import Any, Final

from runlaws.liars._edits import changed, everywhere, without
from runlaws.liars._honest import Decoded, Forgetful, Tree, refuse
from runlaws.values import Json, values_at

_RUN_RESPONSE: Final = "betalgo/openai, RunResponse"
_SCHEMAS: Final = ("/tools/*/function/parameters", "/response_format/json_schema/schema")
_EFFORTS: Final = ("none", "minimal", "low", "medium", "high", "xhigh")
_LISTS: Final = ("tools", "metadata")
_CLASSES: Final = ("last_error", "required_action", "incomplete_details", "truncation_strategy")
_BOXED: Final = ("tool_choice", "response_format")
_OF_PARAMETERS: Final = ("type", "properties", "required")
_OF_A_PROPERTY: Final = ("type", "description", "example", "enum", "default", "parameters", "items")


class LosesTheMessagesOfErrors(Forgetful):
    """The property behind `last_error.message` can be set and not got, so it is never written back."""

    law = "round-trip"
    seen = "betalgo/openai, Error.MessageObject"

    def written(self, tree: Tree) -> Tree:
        return without(tree, "/last_error/message")


class AddsAnIndexToCalls(Forgetful):
    """Its calls have an `index` that cannot be null, and 0 is written for one that was not sent."""

    law = "round-trip"
    seen = "betalgo/openai, ToolCall"

    def written(self, tree: Tree) -> Tree:
        place = "/required_action/submit_tool_outputs/tool_calls/*"
        return changed(tree, place, lambda call: {"index": 0, **call})


class HasNoTopP(Forgetful):
    """It never got a `top_p`."""

    law = "round-trip"
    seen = _RUN_RESPONSE

    def taken(self, tree: Tree) -> Tree:
        return without(tree, "/top_p")


class HasNoToolResources(Forgetful):
    """It has no `tool_resources`, which is in no specification and on every wire."""

    law = "round-trip"
    seen = _RUN_RESPONSE

    def taken(self, tree: Tree) -> Tree:
        return without(tree, "/tool_resources")


class HasNoReasoningEffort(Forgetful):
    """It has no `reasoning_effort`, which requests have and replies repeat."""

    law = "round-trip"
    seen = _RUN_RESPONSE

    def written(self, tree: Tree) -> Tree:
        return without(tree, "/reasoning_effort") if tree.get("reasoning_effort") in _EFFORTS else tree


class HasNoTokenDetails(Forgetful):
    """It knows `prompt_tokens_details`, and the wire says `prompt_token_details`."""

    law = "round-trip"
    seen = "betalgo/openai, UsageResponse"

    def taken(self, tree: Tree) -> Tree:
        return without(tree, "/usage/prompt_token_details")


class HasNoSearchSettings(Forgetful):
    """Its tools have a function and no `file_search`."""

    law = "round-trip"
    seen = "betalgo/openai, ToolDefinition"

    def taken(self, tree: Tree) -> Tree:
        return without(tree, "/tools/*/file_search")


class HasNoStrict(Forgetful):
    """Its function has no `strict`."""

    law = "round-trip"
    seen = "betalgo/openai, FunctionDefinition"

    def taken(self, tree: Tree) -> Tree:
        return without(tree, "/tools/*/function/strict")


class KeepsSchemasInPart(Forgetful):
    """It has classes for a schema and its properties, and loses all that they have no place for: `$defs`, `anyOf`."""

    law = "round-trip"
    seen = "betalgo/openai, PropertyDefinition"

    def written(self, tree: Tree) -> Tree:
        for place in _SCHEMAS:
            tree = changed(tree, place, lambda schema: _members(schema, _OF_PARAMETERS))
            tree = changed(tree, f"{place}/properties/*", lambda schema: _members(schema, _OF_A_PROPERTY))
        return tree


class LosesFunctionDefinitions(Forgetful):
    """The `function` of its tools is computed from another property and cannot be set, so none is ever read."""

    law = "round-trip"
    seen = "betalgo/openai at its head, ToolDefinition"

    def written(self, tree: Tree) -> Tree:
        return without(tree, "/tools/*/function")


class HasEmptyInstructions(Forgetful):
    """Its `instructions` are an empty text where there are none."""

    law = "round-trip"
    seen = _RUN_RESPONSE

    def written(self, tree: Tree) -> Tree:
        return changed(tree, "/instructions", lambda text: text or "")


class WritesMembersOfTheTransport(Forgetful):
    """A run is a reply to it, and is written with the status of that."""

    law = "round-trip"
    seen = "betalgo/openai, BaseResponse"

    def written(self, tree: Tree) -> Tree:
        return {**tree, "StreamEvent": None, "IsDelta": False, "Successful": True, "HttpStatusCode": 200}


class WritesNoDefaults(Forgetful):
    """It writes no number that is 0, as if that were no value."""

    law = "round-trip"
    seen = "betalgo/openai, WhenWritingDefault"

    def written(self, tree: Tree) -> Tree:
        return everywhere(tree, _without_zeros)


class RefusesListsOfTypes(Forgetful):
    """The `type` of a property is one text to it, and a schema may list several."""

    law = "decodes-valid"
    seen = "betalgo/openai, PropertyDefinition"

    def taken(self, tree: Tree) -> Tree:
        types = _of_properties(tree, "type")
        return refuse("no text") if any(isinstance(kind, list) for kind in types) else tree


class RefusesEnumsOfNumbers(Forgetful):
    """The values of an enum are texts to it, and a schema may list numbers, flags and null."""

    law = "decodes-valid"
    seen = "betalgo/openai, PropertyDefinition"

    def taken(self, tree: Tree) -> Tree:
        values = _of_properties(tree, "enum/*")
        return refuse("no text") if not all(isinstance(value, str) for value in values) else tree


class EndsIn2038(Forgetful):
    """Its `created_at` has 32 bits."""

    law = "decodes-valid"
    seen = "betalgo/openai until 2024-05-23, ICreatedAt"

    def taken(self, tree: Tree) -> Tree:
        return refuse("out of range") if tree["created_at"] > 2**31 - 1 else tree


class ComparesListsByReference(Forgetful):
    """Two lists are equal when they are one."""

    law = "equality-spelling-blind"
    seen = _RUN_RESPONSE

    def equal(self, left: Decoded, right: Decoded) -> bool:
        return super().equal(left, right) and _are_one(left, right, _LISTS)


class ComparesClassesByReference(Forgetful):
    """The parts of a run that are no records are equal when they are one."""

    law = "equality-spelling-blind"
    seen = _RUN_RESPONSE

    def equal(self, left: Decoded, right: Decoded) -> bool:
        return super().equal(left, right) and _are_one(left, right, _CLASSES)


class ComparesBoxedValuesByReference(Forgetful):
    """It keeps `auto` as an element of the document that it came in, and two of those are never equal."""

    law = "equality-spelling-blind"
    seen = "betalgo/openai, RunResponse.ToolChoice"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        boxed = any(getattr(left.run, name) is not None for name in _BOXED)
        return super().equal(left, right) and (left.run is right.run or not boxed)


class ComparesHeaders(Forgetful):
    """The headers of the reply take part in the equality of what it holds."""

    law = "equality-header-blind"
    seen = "betalgo/openai, BaseResponse.HeaderValues"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        return super().equal(left, right) and left.headers == right.headers


def _are_one(left: Decoded, right: Decoded, names: tuple[str, ...]) -> bool:
    return all(getattr(left.run, name) is getattr(right.run, name) for name in names)


def _of_properties(tree: Tree, rest: str) -> list[Json]:
    """Return what stands at a place of the properties of all schemas in a run."""
    return [value for place in _SCHEMAS for value in values_at(tree, f"{place}/properties/*/{rest}")]


def _members(schema: Json, names: tuple[str, ...]) -> Json:
    return {name: schema[name] for name in schema if name in names} if isinstance(schema, dict) else schema


def _without_zeros(part: Any) -> Any:
    if not isinstance(part, dict):
        return part
    return {name: value for name, value in part.items() if type(value) not in (int, float) or value != 0}
