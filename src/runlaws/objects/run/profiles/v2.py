"""Profile v2: the wire from 2024-04-17 on, as OpenAI and Azure OpenAI sent it."""

from __future__ import annotations

from runlaws.contract import Boolean, Items, Profile, Record, Text
from runlaws.objects.run import _shapes as s
from runlaws.objects.run._object import RUN
from runlaws.objects.run._relations import RUN_RELATIONS

__all__ = ["V2"]

TOOL = s.tagged(
    {
        "code_interpreter": s.CODE_INTERPRETER_TOOL,
        "file_search": s.FILE_SEARCH_TOOL,
        "function": s.FUNCTION_TOOL,
    },
    gone={"retrieval": "is the v1 wire's, v2 has file_search"},
)

V2 = Profile(
    name="v2",
    says="from 2024-04-17 on: OpenAI until 2026-08-26, Azure OpenAI",
    object=RUN,
    marks=frozenset({"tool_resources"}),  # in 150 of 150 recordings of v2, in none of 72 of v1
    shape=Record(
        {
            **s.FIRST_MEMBERS,
            "required_action": s.nullable(s.REQUIRED_ACTION),
            "last_error": s.nullable(s.LAST_ERROR),
            "model": s.required(Text()),
            "instructions": s.nullable(Text(), s.WIRE),  # null in 98 of 222 recordings
            "tools": s.required(Items(TOOL, max_items=20)),
            "tool_resources": s.loose(s.TOOL_RESOURCES, s.WIRE),  # in no specification, on every v2 wire
            "metadata": s.nullable(s.METADATA),
            "temperature": s.loose(s.TEMPERATURE),
            "top_p": s.loose(s.TOP_P),
            "reasoning_effort": s.loose(s.EFFORT, s.WIRE),
            "max_completion_tokens": s.nullable(s.TOKEN_LIMIT),
            "max_prompt_tokens": s.nullable(s.TOKEN_LIMIT),
            "truncation_strategy": s.nullable(s.TRUNCATION),
            "incomplete_details": s.nullable(s.INCOMPLETE_DETAILS),
            "usage": s.nullable(s.USAGE),
            "response_format": s.nullable(s.RESPONSE_FORMAT),
            "tool_choice": s.nullable(s.TOOL_CHOICE),
            "parallel_tool_calls": s.optional(
                Boolean(), s.WIRE
            ),  # required by the specification, absent before 2024-07
        }
    ),
    gone={"file_ids": "is the v1 wire's, v2 has tool_resources"},
    relations=RUN_RELATIONS,
)
