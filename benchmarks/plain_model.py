"""A plain attrs model of a v2 run, as somebody without strategies of their own would write it.

It has the shape of the closed schema: the same members, enums and branches, at every level. What may be absent or null
is None, every member must be given (`st.from_type` draws no member that has a default), and no value is bounded:
`st.from_type` reads types alone.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import frozen

__all__ = ["PlainRun"]

FreeObject: TypeAlias = dict[str, str | int | bool | None]
"""Stands for a JSON object whose inside is not described."""


@frozen
class FunctionCall:
    name: str
    arguments: str


@frozen
class ToolCall:
    id: str
    type: Literal["function"]
    function: FunctionCall
    index: int | None


@frozen
class SubmitToolOutputs:
    tool_calls: list[ToolCall]


@frozen
class RequiredAction:
    type: Literal["submit_tool_outputs"]
    submit_tool_outputs: SubmitToolOutputs


@frozen
class LastError:
    code: Literal[
        "server_error",
        "rate_limit_exceeded",
        "invalid_prompt",
        "invalid_image_url",
        "invalid_engine_error",
        "tool_user_error",
        "content_filter",
    ]
    message: str
    param: str | None
    type: str | None
    line: int | None


@frozen
class CodeInterpreterTool:
    type: Literal["code_interpreter"]


@frozen
class RankingOptions:
    score_threshold: float | None
    ranker: Literal["auto", "default_2024_08_21", "default-2024-08-21"] | None
    hybrid_search: FreeObject | None


@frozen
class FileSearch:
    max_num_results: int | None
    ranking_options: RankingOptions | None


@frozen
class FileSearchTool:
    type: Literal["file_search"]
    file_search: FileSearch | None


@frozen
class FunctionDefinition:
    name: str
    description: str | None
    parameters: FreeObject | None
    strict: bool | None


@frozen
class FunctionTool:
    type: Literal["function"]
    function: FunctionDefinition


@frozen
class CodeInterpreterResources:
    file_ids: list[str] | None


@frozen
class FileSearchResources:
    vector_store_ids: list[str] | None


@frozen
class AzureAiSearchResources:
    indexes: list[FreeObject] | None


@frozen
class ToolResources:
    code_interpreter: CodeInterpreterResources | None
    file_search: FileSearchResources | None
    azure_ai_search: AzureAiSearchResources | None


@frozen
class TruncationStrategy:
    type: Literal["auto", "last_messages"]
    last_messages: int | None


@frozen
class IncompleteDetails:
    reason: Literal["max_completion_tokens", "max_prompt_tokens", "content_filter"] | None


@frozen
class PromptDetails:
    cached_tokens: int | None


@frozen
class CompletionDetails:
    reasoning_tokens: int | None


@frozen
class Usage:
    prompt_tokens: int
    completion_tokens: int
    total_tokens: int
    prompt_token_details: PromptDetails | None
    prompt_tokens_details: PromptDetails | None
    completion_tokens_details: CompletionDetails | None


@frozen
class TextFormat:
    type: Literal["text", "json_object"]


@frozen
class JsonSchema:
    name: str
    description: str | None
    schema: FreeObject | None
    strict: bool | None


@frozen
class JsonSchemaFormat:
    type: Literal["json_schema"]
    json_schema: JsonSchema | None


@frozen
class ChosenTool:
    type: Literal["code_interpreter", "file_search"]


@frozen
class ChosenFunctionName:
    name: str


@frozen
class ChosenFunction:
    type: Literal["function"]
    function: ChosenFunctionName


@frozen
class PlainRun:
    """A run; compare `runlaws.Run`."""

    id: str
    object: Literal["thread.run"]
    created_at: int
    assistant_id: str
    thread_id: str
    status: Literal[
        "queued",
        "in_progress",
        "requires_action",
        "cancelling",
        "cancelled",
        "failed",
        "completed",
        "expired",
        "incomplete",
    ]
    started_at: int | None
    expires_at: int | None
    cancelled_at: int | None
    failed_at: int | None
    completed_at: int | None
    required_action: RequiredAction | None
    last_error: LastError | None
    model: str
    instructions: str | None
    tools: list[CodeInterpreterTool | FileSearchTool | FunctionTool]
    tool_resources: ToolResources | None
    metadata: dict[str, str] | None
    temperature: float | None
    top_p: float | None
    reasoning_effort: Literal["none", "minimal", "low", "medium", "high", "xhigh"] | None
    max_completion_tokens: int | None
    max_prompt_tokens: int | None
    truncation_strategy: TruncationStrategy | None
    incomplete_details: IncompleteDetails | None
    usage: Usage | None
    response_format: Literal["auto", "none"] | TextFormat | JsonSchemaFormat | None
    tool_choice: Literal["none", "auto", "required"] | ChosenTool | ChosenFunction | None
    parallel_tool_calls: bool | None
