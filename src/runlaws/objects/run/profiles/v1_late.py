"""Profile v1-late: what v1 callers got from early 2024 until 2024-05-21, while v2's members were added one by one."""

from __future__ import annotations

from runlaws.contract import Boolean, Items, Profile, Record, Text
from runlaws.objects.run import _shapes as s
from runlaws.objects.run._object import RUN
from runlaws.objects.run._relations import RUN_RELATIONS

__all__ = ["V1_LATE"]

TOOL = s.tagged(
    {
        "code_interpreter": s.CODE_INTERPRETER_TOOL,
        "retrieval": s.RETRIEVAL_TOOL,
        "file_search": s.FILE_SEARCH_TOOL,  # traffic of late April 2024 mixes the two
        "function": s.FUNCTION_TOOL,
    }
)

V1_LATE = Profile(
    name="v1-late",
    says="early 2024 to 2024-05-21: v1 callers, with v2's members arriving one by one",
    object=RUN,
    marks=frozenset({"file_ids"}),
    shape=Record(
        {
            **s.FIRST_MEMBERS,
            "required_action": s.loose(s.REQUIRED_ACTION, s.WIRE),
            "last_error": s.nullable(s.LAST_ERROR),
            "model": s.required(Text()),
            "instructions": s.nullable(Text(), s.WIRE),
            "tools": s.required(Items(TOOL, max_items=20)),
            "tool_resources": s.loose(s.TOOL_RESOURCES, s.WIRE),
            "file_ids": s.optional(s.FILE_IDS, s.WIRE),
            "metadata": s.nullable(s.METADATA),
            "temperature": s.loose(s.TEMPERATURE),  # from 2024-04-01 on
            "top_p": s.loose(s.TOP_P),  # from 2024-04-24 on, as most of those below
            "max_completion_tokens": s.loose(s.TOKEN_LIMIT, s.WIRE),
            "max_prompt_tokens": s.loose(s.TOKEN_LIMIT, s.WIRE),
            "truncation_strategy": s.loose(s.TRUNCATION, s.WIRE),
            "incomplete_details": s.loose(s.INCOMPLETE_DETAILS, s.WIRE),
            "usage": s.loose(s.USAGE, s.WIRE),
            "response_format": s.loose(s.RESPONSE_FORMAT, s.WIRE),
            "tool_choice": s.loose(s.TOOL_CHOICE, s.WIRE),
            "parallel_tool_calls": s.optional(Boolean(), s.WIRE),
        }
    ),
    relations=RUN_RELATIONS,
)
