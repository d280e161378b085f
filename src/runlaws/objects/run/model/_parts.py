"""The parts of a run: the values of its members.

Every class is immutable, compares and hashes by the values of all members, and keeps unknown members in `extra`. An
optional member that is absent is `ABSENT`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import field, frozen

from runlaws.values import ABSENT, Absent, FrozenDict, strictly

if TYPE_CHECKING:
    from typing import Final

__all__ = [
    "AzureAiSearchResources",
    "CodeInterpreterResources",
    "CodeInterpreterTool",
    "CompletionTokensDetails",
    "FileSearch",
    "FileSearchResources",
    "FileSearchTool",
    "FunctionCall",
    "FunctionDefinition",
    "FunctionTool",
    "IncompleteDetails",
    "JsonSchemaFormat",
    "LastError",
    "OtherTool",
    "PromptTokensDetails",
    "RankingOptions",
    "RequiredAction",
    "ResponseFormat",
    "RetrievalTool",
    "SubmitToolOutputs",
    "Tool",
    "ToolCall",
    "ToolChoice",
    "ToolChoiceFunction",
    "ToolResources",
    "TruncationStrategy",
    "Usage",
]

NOTHING: Final = FrozenDict()


@frozen(kw_only=True, field_transformer=strictly)
class FunctionCall:
    """The function that a run asks its caller to call; `arguments` is text that the model wrote, not always JSON."""

    name: str
    arguments: str
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class ToolCall:
    """A call that the run waits for; `index` is in the documented class, and on no wire."""

    id: str
    type: str
    function: FunctionCall | None | Absent = ABSENT
    index: int | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class SubmitToolOutputs:
    """The calls whose outputs the run waits for, all to be answered in one request."""

    tool_calls: tuple[ToolCall, ...]
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class RequiredAction:
    """What the caller must do before the run goes on."""

    type: str
    submit_tool_outputs: SubmitToolOutputs | None | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class LastError:
    """Why the run failed; `param`, `type` and `line` are in the documented class, and on no wire."""

    code: str
    message: str
    param: str | None | Absent = ABSENT
    type: str | None | Absent = ABSENT
    line: int | None | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class IncompleteDetails:
    """Why the run is incomplete."""

    reason: str | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class PromptTokensDetails:
    """How the prompt's tokens came about."""

    cached_tokens: int | None | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class CompletionTokensDetails:
    """How the completion's tokens came about."""

    reasoning_tokens: int | None | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class Usage:
    """The tokens that the run used. The wire has `prompt_token_details`, the documentation `prompt_tokens_details`."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int
    prompt_token_details: PromptTokensDetails | None | Absent = ABSENT
    prompt_tokens_details: PromptTokensDetails | None | Absent = ABSENT
    completion_tokens_details: CompletionTokensDetails | None | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class TruncationStrategy:
    """How the thread is shortened before the run; `last_messages` is set for the type of that name."""

    type: str
    last_messages: int | None | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class CodeInterpreterTool:
    """The code interpreter."""

    type: Literal["code_interpreter"] = "code_interpreter"
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class RetrievalTool:
    """Retrieval, the v1 name of file search."""

    type: Literal["retrieval"] = "retrieval"
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class RankingOptions:
    """How file search ranks its results."""

    score_threshold: float | None | Absent = ABSENT
    ranker: str | None | Absent = ABSENT
    hybrid_search: FrozenDict | None | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class FileSearch:
    """The settings of file search."""

    max_num_results: int | None | Absent = ABSENT
    ranking_options: RankingOptions | None | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class FileSearchTool:
    """File search (v2)."""

    type: Literal["file_search"] = "file_search"
    file_search: FileSearch | None | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class FunctionDefinition:
    """A function that the model may call; `parameters` is a JSON Schema, unchanged."""

    name: str
    description: str | None | Absent = ABSENT
    parameters: FrozenDict | None | Absent = ABSENT
    strict: bool | None | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class FunctionTool:
    """A function tool."""

    function: FunctionDefinition
    type: Literal["function"] = "function"
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class OtherTool:
    """A tool of a type that this model has no class for; its members are in `extra`."""

    type: str
    extra: FrozenDict = field(default=NOTHING)


Tool: TypeAlias = CodeInterpreterTool | FileSearchTool | RetrievalTool | FunctionTool | OtherTool


@frozen(kw_only=True, field_transformer=strictly)
class ToolChoiceFunction:
    """The name of the function that must be called."""

    name: str
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class ToolChoice:
    """A tool that must be called; `function` is set for the type of that name."""

    type: str
    function: ToolChoiceFunction | None | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class JsonSchemaFormat:
    """A JSON Schema that the model's answer must fit."""

    name: str
    description: str | None | Absent = ABSENT
    schema: FrozenDict | None | Absent = ABSENT
    strict: bool | None | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class ResponseFormat:
    """The form of the model's answer: text, json_object, or json_schema with its schema."""

    type: str | Absent = ABSENT
    json_schema: JsonSchemaFormat | None | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class CodeInterpreterResources:
    """Files for the code interpreter."""

    file_ids: tuple[str, ...] | None | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class FileSearchResources:
    """Vector stores for file search."""

    vector_store_ids: tuple[str, ...] | None | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class AzureAiSearchResources:
    """Indexes for Azure AI search (Azure agents only)."""

    indexes: tuple[FrozenDict, ...] | None | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)


@frozen(kw_only=True, field_transformer=strictly)
class ToolResources:
    """What the tools may use. It is in no published specification, but on every v2 wire."""

    code_interpreter: CodeInterpreterResources | None | Absent = ABSENT
    file_search: FileSearchResources | None | Absent = ABSENT
    azure_ai_search: AzureAiSearchResources | None | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)
