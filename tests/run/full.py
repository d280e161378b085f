"""A document in which every member of the model is set, so that a test can change each of them."""

from __future__ import annotations

import copy
from typing import Any, Final

from runlaws.values import Json

__all__ = ["full_tree", "optional_parts"]

_SCHEMA: Final[dict[str, Json]] = {"type": "object", "properties": {"city": {"type": ["string", "null"]}}}
_CALL: Final[dict[str, Json]] = {
    "id": "call_1",
    "type": "function",
    "function": {"name": "f", "arguments": '{"city": null}', "new": 1},
    "index": 0,
    "new": 2,
}

_FULL: Final[dict[str, Json]] = {
    "id": "run_1",
    "object": "thread.run",
    "created_at": 1700000000,
    "assistant_id": "asst_1",
    "thread_id": "thread_1",
    "status": "requires_action",
    "started_at": 1700000001,
    "expires_at": 1700000600,
    "cancelled_at": 1700000002,
    "failed_at": 1700000003,
    "completed_at": 1700000004,
    "required_action": {
        "type": "submit_tool_outputs",
        "submit_tool_outputs": {"tool_calls": [_CALL], "new": 3},
        "new": 4,
    },
    "last_error": {"code": "server_error", "message": "m", "param": "p", "type": "t", "line": 7, "new": 5},
    "model": "gpt-4o",
    "instructions": "Be brief.",
    "tools": [
        {"type": "code_interpreter", "new": 6},
        {"type": "retrieval", "new": 7},
        {
            "type": "file_search",
            "file_search": {
                "max_num_results": 20,
                "ranking_options": {
                    "score_threshold": 0.5,
                    "ranker": "auto",
                    "hybrid_search": {"text_weight": 0.5},
                    "new": 8,
                },
                "new": 9,
            },
            "new": 10,
        },
        {
            "type": "function",
            "function": {"name": "f", "description": "d", "parameters": _SCHEMA, "strict": False, "new": 11},
            "new": 12,
        },
        {"type": "brand_new", "brand_new": {"deep": [1, None, {"deeper": "x"}]}},
    ],
    "tool_resources": {
        "code_interpreter": {"file_ids": ["file-1"], "new": 13},
        "file_search": {"vector_store_ids": ["vs_1"], "new": 14},
        "azure_ai_search": {"indexes": [{"index_name": "i"}], "new": 15},
        "new": 16,
    },
    "file_ids": ["file-2"],
    "metadata": {"k": "v", "extra": "e"},
    "temperature": 0.7,
    "top_p": 0.9,
    "reasoning_effort": "low",
    "max_completion_tokens": 256,
    "max_prompt_tokens": 2**53 - 1,
    "truncation_strategy": {"type": "last_messages", "last_messages": 3, "new": 17},
    "incomplete_details": {"reason": "max_prompt_tokens", "new": 18},
    "usage": {
        "prompt_tokens": 1,
        "completion_tokens": 2,
        "total_tokens": 3,
        "prompt_token_details": {"cached_tokens": 0, "new": 19},
        "prompt_tokens_details": {"cached_tokens": 1, "new": 20},
        "completion_tokens_details": {"reasoning_tokens": 2, "new": 21},
        "new": 22,
    },
    "response_format": {
        "type": "json_schema",
        "json_schema": {"name": "n", "description": "d", "schema": _SCHEMA, "strict": True, "new": 23},
        "new": 24,
    },
    "tool_choice": {"type": "function", "function": {"name": "f", "new": 25}, "new": 26},
    "parallel_tool_calls": True,
    "new": {"a/b~c": [27]},
    "extra": 28,
}


def full_tree() -> dict[str, Any]:
    """Return a new copy of the document."""
    return copy.deepcopy(_FULL)


def optional_parts() -> list[str]:
    """Return the pointers of all members that the model lets a document leave out."""
    return [
        *(f"/{name}" for name in _FULL if name not in _REQUIRED),
        "/required_action/submit_tool_outputs",
        "/required_action/submit_tool_outputs/tool_calls/0/function",
        "/required_action/submit_tool_outputs/tool_calls/0/index",
        "/last_error/param",
        "/last_error/type",
        "/last_error/line",
        "/tools/2/file_search",
        "/tools/2/file_search/max_num_results",
        "/tools/2/file_search/ranking_options",
        "/tools/2/file_search/ranking_options/score_threshold",
        "/tools/2/file_search/ranking_options/ranker",
        "/tools/2/file_search/ranking_options/hybrid_search",
        "/tools/3/function/description",
        "/tools/3/function/parameters",
        "/tools/3/function/strict",
        "/tool_resources/code_interpreter",
        "/tool_resources/code_interpreter/file_ids",
        "/tool_resources/file_search",
        "/tool_resources/file_search/vector_store_ids",
        "/tool_resources/azure_ai_search",
        "/tool_resources/azure_ai_search/indexes",
        "/truncation_strategy/last_messages",
        "/incomplete_details/reason",
        "/usage/prompt_token_details",
        "/usage/prompt_token_details/cached_tokens",
        "/usage/prompt_tokens_details",
        "/usage/completion_tokens_details",
        "/usage/completion_tokens_details/reasoning_tokens",
        "/response_format/type",
        "/response_format/json_schema",
        "/response_format/json_schema/description",
        "/response_format/json_schema/schema",
        "/response_format/json_schema/strict",
        "/tool_choice/function",
    ]


_REQUIRED: Final = frozenset(
    {"id", "object", "created_at", "assistant_id", "thread_id", "status", "model", "tools", "new", "extra"}
)
