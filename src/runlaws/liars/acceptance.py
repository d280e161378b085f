"""Liars that refuse what servers send, or give nothing for it."""

from __future__ import annotations

from typing import Any

from runlaws.liars._honest import Honest, Tree, refuse
from runlaws.values import members_of, values_at

_CALLS = "/required_action/submit_tool_outputs/tool_calls"
_MOST_IN_2023 = 32_768


class RefusesIncomplete(Honest):
    """Its enum of statuses lacks `incomplete`."""

    law = "decodes-valid"
    seen = "sashirestela/simple-openai #210, davidmigloz/langchain_dart PR #424"
    rows = (1, 11)

    def taken(self, tree: Tree) -> Tree:
        return refuse("no such status") if tree["status"] == "incomplete" else tree


class RefusesFormatsThatAreTexts(Honest):
    """It expects an object where `response_format` may be the text `auto`."""

    law = "decodes-valid"
    seen = "RageAgainstThePixel/OpenAI-DotNet #356, #364"
    rows = (13,)

    def taken(self, tree: Tree) -> Tree:
        return refuse("no object") if tree["response_format"] in ("auto", "none") else tree


class RefusesNullsInSettings(Honest):
    """It expects a number where `max_num_results` may be null, and so for the other settings of file search."""

    law = "decodes-valid"
    seen = "RageAgainstThePixel/OpenAI-DotNet PR #367"
    rows = (15,)

    def taken(self, tree: Tree) -> Tree:
        settings = [*values_at(tree, "/tools/*/file_search"), *values_at(tree, "/tools/*/file_search/*")]
        return refuse("no number") if None in settings else tree


class RefusesSchemasOfAnswers(Honest):
    """It writes the schema of an answer and has no way to read one."""

    law = "decodes-valid"
    seen = "sashabaranov/go-openai #884"
    rows = (17,)

    def taken(self, tree: Tree) -> Tree:
        schemas = values_at(tree, "/response_format/json_schema/schema")
        return refuse("cannot unmarshal object") if any(schema is not None for schema in schemas) else tree


class RefusesRunsWithoutTools(Honest):
    """It takes a run without tools for one that was cut off."""

    law = "decodes-valid"

    def taken(self, tree: Tree) -> Tree:
        return tree if tree["tools"] else refuse("no tools")


class RefusesIdsOfZeros(Honest):
    """It takes an id of zeros for one that was not set."""

    law = "decodes-valid"

    def taken(self, tree: Tree) -> Tree:
        return tree if str(tree["id"]).removeprefix("run_").strip("0") else refuse("no id")


class RefusesRequiredToolChoices(Honest):
    """Its enum of tool choices lacks `required`."""

    law = "decodes-valid"
    seen = "sashirestela/simple-openai #179"
    rows = (19,)

    def taken(self, tree: Tree) -> Tree:
        return refuse("no such choice") if tree["tool_choice"] == "required" else tree


class ReadsRankingOptionsAsText(Honest):
    """It expects a text where `ranking_options` is an object."""

    law = "decodes-valid"
    seen = "sashirestela/simple-openai #179"
    rows = (19,)

    def taken(self, tree: Tree) -> Tree:
        options = values_at(tree, "/tools/*/file_search/ranking_options")
        return refuse("no text") if any(isinstance(option, dict) for option in options) else tree


class RefusesFileSearch(Honest):
    """Its enum of tool types is that of the first version, with `retrieval`."""

    law = "decodes-valid"
    seen = "exyte/OpenAI #14"
    rows = (23,)

    def taken(self, tree: Tree) -> Tree:
        return refuse("no such tool") if "file_search" in values_at(tree, "/tools/*/type") else tree


class LooksForCallsOneLevelUp(Honest):
    """It looks for the calls in `required_action` itself, where there are none."""

    law = "decodes-valid"
    seen = "aallam/openai-kotlin #268, #274 (PR #266)"
    rows = (27,)

    def taken(self, tree: Tree) -> Tree:
        for action in values_at(tree, "/required_action"):
            if action is not None:
                return tree if "tool_calls" in members_of(action) else refuse("missing tool_calls")
        return tree


class DiesOfEmptyLists(Honest):
    """It looks at the first of the tools to learn what they are."""

    law = "decodes-valid"
    seen = "sashabaranov/go-openai PR #595"
    rows = (33,)

    def taken(self, tree: Tree) -> Tree:
        for items in (tree["tools"], *values_at(tree, _CALLS)):
            if not items:
                raise IndexError(0)
        return tree


class RequiresAnExpiry(Honest):
    """It requires `expires_at`, as the published specification did, which is null once a run has ended."""

    law = "decodes-valid"
    seen = "openai/openai-openapi PR #150, #207"
    rows = (35,)

    def taken(self, tree: Tree) -> Tree:
        return refuse("expires_at must not be null") if tree["expires_at"] is None else tree


class ReadsScoresAsIntegers(Honest):
    """Its `score_threshold` is an integer, and 0.5 is none, nor is 0.0."""

    law = "decodes-valid"
    seen = "betalgo/openai commit d6c35ca"
    rows = (41,)

    def taken(self, tree: Tree) -> Tree:
        scores = values_at(tree, "/tools/*/file_search/ranking_options/score_threshold")
        return refuse("no integer") if any(isinstance(score, float) for score in scores) else tree


class RequiresInstructions(Honest):
    """It requires a text where null may stand, and `instructions` are null in nearly half of all runs."""

    law = "decodes-valid"
    seen = "aallam/openai-kotlin PR #337 (of a name), openai/openai-python"
    rows = (59,)

    def taken(self, tree: Tree) -> Tree:
        return refuse("instructions must not be null") if tree["instructions"] is None else tree


class RequiresParallelToolCalls(Honest):
    """It requires `parallel_tool_calls`, as the specification does, which older runs do not have."""

    law = "decodes-valid"
    seen = "openai/openai-python, where responses are validated"

    def taken(self, tree: Tree) -> Tree:
        return tree if "parallel_tool_calls" in tree else refuse("parallel_tool_calls is missing")


class DiesOfNullFormats(Honest):
    """It asks a `response_format` that is null for its type."""

    law = "decodes-valid"
    seen = "MLT-OSS/open-assistant-api 43987e7"
    rows = (67,)

    def taken(self, tree: Tree) -> Tree:
        if tree["response_format"] is None:
            msg = "'NoneType' object is not subscriptable"
            raise TypeError(msg)
        return tree


class TreatsEveryToolChoiceAsAnObject(Honest):
    """It asks a `tool_choice` that is a text for its members."""

    law = "decodes-valid"
    seen = "datastax/astra-assistants-api 99b818a, 3480286"
    rows = (69,)

    def taken(self, tree: Tree) -> Tree:
        if tree["tool_choice"] in ("none", "auto", "required"):
            msg = "'str' object has no attribute 'to_dict'"
            raise AttributeError(msg)
        return tree


class GivesNothingForFailedRuns(Honest):
    """It returns None instead of a run that failed."""

    law = "decodes-valid"

    def decode(self, document: bytes) -> Any:
        value = super().decode(document)
        return None if value.run.status == "failed" else value


class RefusesIntegersWithAPoint(Honest):
    """It refuses 1700000000.0 where it expects an integer, though JSON has one type for both."""

    law = "decodes-valid"

    def taken(self, tree: Tree) -> Tree:
        numbers = [*tree.items(), *((tree["usage"] or {}).items())]
        pointed = (name.endswith(("_at", "_tokens")) and isinstance(number, float) for name, number in numbers)
        return refuse("no integer") if any(pointed) else tree


class AsksForTheNumberOfLastMessages(Honest):
    """It asks a strategy of the type `last_messages` for their number, and that may be absent."""

    law = "decodes-valid"

    def taken(self, tree: Tree) -> Tree:
        strategy = tree["truncation_strategy"]
        if strategy is not None and strategy["type"] == "last_messages":
            strategy["last_messages"]
        return tree


class HasTheInstructionsOf2023(Honest):
    """It refuses instructions that are longer than they could be in 2023."""

    law = "decodes-valid"

    def taken(self, tree: Tree) -> Tree:
        return refuse("too long") if len(tree["instructions"] or "") > _MOST_IN_2023 else tree


class HoldsRepliesToTheBoundsOfRequests(Honest):
    """It checks the sampling of a run against the bounds that hold for requests, which servers do not keep."""

    law = "decodes-valid"

    def taken(self, tree: Tree) -> Tree:
        bounds = {"temperature": (0, 2), "top_p": (0, 1), "max_completion_tokens": (256, 2**53)}
        for name, (least, most) in bounds.items():
            number = tree.get(name)
            if number is not None and not least <= number <= most:
                refuse(f"{name} is out of bounds")
        return tree
