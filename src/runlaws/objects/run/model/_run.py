"""The run object itself."""

from __future__ import annotations

from attrs import field, frozen

from runlaws.objects.run.model._parts import (
    NOTHING,
    IncompleteDetails,
    LastError,
    RequiredAction,
    ResponseFormat,
    Tool,
    ToolChoice,
    ToolResources,
    TruncationStrategy,
    Usage,
)
from runlaws.values import ABSENT, Absent, FrozenDict, strictly

__all__ = ["Run"]


@frozen(kw_only=True, field_transformer=strictly)
class Run:
    """A run: one execution of an assistant on a thread.

    It is immutable, and compares and hashes by the values of all members, also the unknown ones in `extra`. `ABSENT`
    (missing) and `None` (null) are different values. Times are whole seconds since the epoch. The members are in the
    order of the v2 wire; `file_ids` is on the v1 wire only.
    """

    id: str
    object: str
    created_at: int
    assistant_id: str
    thread_id: str
    status: str
    started_at: int | None | Absent = ABSENT
    expires_at: int | None | Absent = ABSENT
    cancelled_at: int | None | Absent = ABSENT
    failed_at: int | None | Absent = ABSENT
    completed_at: int | None | Absent = ABSENT
    required_action: RequiredAction | None | Absent = ABSENT
    last_error: LastError | None | Absent = ABSENT
    model: str
    instructions: str | None | Absent = ABSENT
    tools: tuple[Tool, ...]
    tool_resources: ToolResources | None | Absent = ABSENT
    file_ids: tuple[str, ...] | None | Absent = ABSENT
    metadata: FrozenDict | None | Absent = ABSENT
    temperature: float | None | Absent = ABSENT
    top_p: float | None | Absent = ABSENT
    reasoning_effort: str | None | Absent = ABSENT
    max_completion_tokens: int | None | Absent = ABSENT
    max_prompt_tokens: int | None | Absent = ABSENT
    truncation_strategy: TruncationStrategy | None | Absent = ABSENT
    incomplete_details: IncompleteDetails | None | Absent = ABSENT
    usage: Usage | None | Absent = ABSENT
    response_format: str | ResponseFormat | None | Absent = ABSENT
    tool_choice: str | ToolChoice | None | Absent = ABSENT
    parallel_tool_calls: bool | None | Absent = ABSENT
    extra: FrozenDict = field(default=NOTHING)
