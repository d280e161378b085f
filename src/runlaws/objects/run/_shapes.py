"""The shapes that the run's profiles share.

Where the published specification and recorded traffic disagree, the traffic decides, and a comment says so. Every enum
is open except `object` and the truncation type: servers have added values to all the others.
"""

from __future__ import annotations

from collections.abc import Mapping

from runlaws.contract import (
    Boolean,
    Choice,
    Either,
    Free,
    Integer,
    Items,
    Map,
    Member,
    Number,
    Record,
    Shape,
    Source,
    Tagged,
    Text,
)
from runlaws.objects.run.life import STATUSES

WIRE, DOCS = Source.WIRE, Source.DOCS


def required(shape: Shape, source: Source = Source.SPEC) -> Member:
    """Return a member that must be present and must not be null."""
    return Member(shape, source=source)


def nullable(shape: Shape, source: Source = Source.SPEC) -> Member:
    """Return a member that must be present and may be null."""
    return Member(shape, nullable=True, source=source)


def optional(shape: Shape, source: Source = Source.SPEC) -> Member:
    """Return a member that may be absent and must not be null."""
    return Member(shape, required=False, source=source)


def loose(shape: Shape, source: Source = Source.SPEC) -> Member:
    """Return a member that may be absent or null."""
    return Member(shape, required=False, nullable=True, source=source)


def tagged(
    variants: Mapping[str, Record], *, tag_required: bool = True, gone: Mapping[str, str] | None = None
) -> Tagged:
    """Return a union by the tag `type`, which is the tag of every union in a run."""
    return Tagged(variants, "type", tag_required=tag_required, gone=gone or {})


COUNT = Integer(minimum=0)
TIME = Integer(minimum=0)
FILE_IDS = Items(Text())

STATUS = Choice(STATUSES)
FIRST_STATUSES = tuple(status for status in STATUSES if status != "incomplete")

FUNCTION_CALL = Record({"name": required(Text()), "arguments": required(Text())})

TOOL_CALL = tagged(
    {
        "function": Record(
            {
                "id": required(Text(prefix="call_")),
                "type": required(Choice(("function",))),
                "function": required(FUNCTION_CALL),
                "index": optional(COUNT, DOCS),  # in the documented class; no wire sends it
            }
        )
    }
)

REQUIRED_ACTION = tagged(
    {
        "submit_tool_outputs": Record(
            {
                "type": required(Choice(("submit_tool_outputs",))),
                "submit_tool_outputs": required(Record({"tool_calls": required(Items(TOOL_CALL))})),
            }
        )
    }
)

LAST_ERROR = Record(
    {
        "code": required(
            Choice(
                (
                    "server_error",
                    "rate_limit_exceeded",
                    "invalid_prompt",
                    "invalid_image_url",  # recorded, as are those below, but in no specification
                    "invalid_engine_error",
                    "tool_user_error",
                    "content_filter",
                )
            )
        ),
        "message": required(Text()),
        "param": loose(Text(), DOCS),  # these three are in the documented class; no wire sends them
        "type": loose(Text(), DOCS),
        "line": loose(Integer(), DOCS),
    }
)

INCOMPLETE_DETAILS = Record(
    {"reason": optional(Choice(("max_completion_tokens", "max_prompt_tokens", "content_filter")))}  # the last on Azure
)

PROMPT_DETAILS = Record({"cached_tokens": loose(COUNT, WIRE)})

USAGE = Record(
    {
        "prompt_tokens": required(COUNT),
        "completion_tokens": required(COUNT),
        "total_tokens": required(COUNT),
        "prompt_token_details": loose(PROMPT_DETAILS, WIRE),  # singular on the wire
        "prompt_tokens_details": loose(PROMPT_DETAILS, DOCS),
        "completion_tokens_details": loose(Record({"reasoning_tokens": loose(COUNT, WIRE)}), WIRE),
    }
)

FUNCTION = Record(
    {
        "name": required(Text(min_length=1, max_length=64)),
        "description": loose(Text()),
        "parameters": loose(Free()),
        "strict": loose(Boolean()),
    }
)

RANKING_OPTIONS = Record(
    {
        "score_threshold": loose(Number(minimum=0, maximum=1)),
        # with hyphens on the wire, with underscores in the specification
        "ranker": loose(Choice(("auto", "default_2024_08_21", "default-2024-08-21"))),
        "hybrid_search": loose(Free(), WIRE),
    }
)

FILE_SEARCH = Record(
    {
        "max_num_results": loose(Integer(minimum=1, maximum=50, soft=frozenset({"maximum"}))),
        "ranking_options": loose(RANKING_OPTIONS),
    }
)

CODE_INTERPRETER_TOOL = Record({"type": required(Choice(("code_interpreter",)))})
FILE_SEARCH_TOOL = Record({"type": required(Choice(("file_search",))), "file_search": loose(FILE_SEARCH)})
FUNCTION_TOOL = Record({"type": required(Choice(("function",))), "function": required(FUNCTION)})

RETRIEVAL_TOOL = Record({"type": required(Choice(("retrieval",)))})

TOOL_CHOICES = {
    "function": Record(
        {
            "type": required(Choice(("function",))),
            "function": required(Record({"name": required(Text())}), DOCS),
        }
    ),
    "code_interpreter": CODE_INTERPRETER_TOOL,
    "file_search": Record({"type": required(Choice(("file_search",)))}),
}
TOOL_CHOICE = Either(Choice(("none", "auto", "required")), tagged(TOOL_CHOICES))

JSON_SCHEMA = Record(
    {
        "name": required(Text(min_length=1, max_length=64)),
        "description": loose(Text()),
        "schema": loose(Free()),
        "strict": loose(Boolean()),
    }
)

RESPONSE_FORMAT = Either(
    Choice(("auto", "none")),
    tagged(
        {
            "text": Record({"type": required(Choice(("text",)))}),
            "json_object": Record({"type": required(Choice(("json_object",)))}),
            "json_schema": Record({"type": required(Choice(("json_schema",))), "json_schema": loose(JSON_SCHEMA)}),
        },
        tag_required=False,  # optional until 2024-08-06
    ),
)

TRUNCATION = Record(
    {
        "type": required(Choice(("auto", "last_messages"), open=False)),
        "last_messages": loose(Integer(minimum=1)),
    }
)

TOOL_RESOURCES = Record(
    {
        "code_interpreter": loose(Record({"file_ids": loose(FILE_IDS, WIRE)}), WIRE),
        "file_search": loose(Record({"vector_store_ids": loose(Items(Text()), WIRE)}), WIRE),
        "azure_ai_search": loose(Record({"indexes": loose(Items(Free()), WIRE)}), WIRE),
    }
)

SAMPLE_BOUNDS = frozenset({"minimum", "maximum"})  # bounds of the request, not of the run
TOKEN_LIMIT = Integer(minimum=256, soft=frozenset({"minimum"}))  # a recording has 16
# Servers hold requests to these bounds, but nothing says that their replies keep them; v1's metadata was a free object.
METADATA = Map(Text(max_length=512, lenient=True), max_properties=16, max_key_length=64)
TEMPERATURE = Number(minimum=0, maximum=2, soft=SAMPLE_BOUNDS)
TOP_P = Number(minimum=0, maximum=1, soft=SAMPLE_BOUNDS)
EFFORT = Choice(("none", "minimal", "low", "medium", "high", "xhigh"))

FIRST_MEMBERS: Mapping[str, Member] = {
    "id": required(Text(prefix="run_")),
    "object": required(Choice(("thread.run",), open=False)),
    "created_at": required(TIME),
    "assistant_id": required(Text(prefix="asst_")),
    "thread_id": required(Text(prefix="thread_")),
    "status": required(STATUS),
    "started_at": nullable(TIME),
    "expires_at": nullable(TIME, WIRE),  # the v1 specification forgot null; it is null in every terminal run
    "cancelled_at": nullable(TIME),
    "failed_at": nullable(TIME),
    "completed_at": nullable(TIME),
}
"""The members that every wire has, in its order."""
