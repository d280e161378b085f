"""Pools of the members that a run's status decides: the error, the details, the usage, the calls that it waits for."""

from __future__ import annotations

from typing import Any, Final

from runlaws.values import Json
from runlaws_strategies.build._rows import FREE, Combined
from runlaws_strategies.objects.run._pools import TEXTS

__all__ = ["ACTIONS", "COUNTS", "ERRORS", "REASONS", "USAGES"]

ERRORS: Final[tuple[dict[str, Json], ...]] = (
    {"code": "server_error", "message": "m"},
    {"code": "rate_limit_exceeded", "message": "Rate limit is exceeded. Try again in 43 seconds."},
    {"code": "server_error", "message": ""},
    {"code": "invalid_prompt", "message": FREE},
    {"code": "invalid_engine_error", "message": "Failed to resolve model info for: gpt-4o-mini"},
    {"code": "content_filter", "message": TEXTS[4]},
    {"code": "tool_user_error", "message": TEXTS[3]},
    {"code": "invalid_image_url", "message": TEXTS[5]},
    {"code": "server_error", "message": "x" * 300},
    {"code": "server_error", "message": "\ufeff50% of {0} failed\n"},
    {"code": "server_error", "message": "m", "param": None, "type": None, "line": None},
    {"code": "server_error", "message": "m", "param": "p", "type": "t", "line": 3},
)

REASONS: Final[tuple[dict[str, str], ...]] = (
    {"reason": "max_completion_tokens"},
    {"reason": "max_prompt_tokens"},
    {"reason": "content_filter"},
    {},
)

COUNTS: Final = ((0, 0), (1, 2), (300, 24), (0, 1), (2**31 - 1, 1), (2**31, 2**31), (2**53 - 2, 1))
_DETAILS: Final[tuple[dict[str, Any], ...]] = (
    {},
    {"prompt_token_details": {"cached_tokens": 0}},
    {"prompt_token_details": {"cached_tokens": 3}, "completion_tokens_details": {"reasoning_tokens": 7}},
    {"prompt_token_details": None, "completion_tokens_details": None, "prompt_tokens_details": None},
    {"prompt_token_details": {}, "prompt_tokens_details": {"cached_tokens": 1}, "completion_tokens_details": {}},
    {
        "prompt_token_details": {"cached_tokens": None},
        "prompt_tokens_details": {"cached_tokens": None},
        "completion_tokens_details": {"reasoning_tokens": None},
    },
    {
        "prompt_token_details": {"cached_tokens": 2**31},
        "prompt_tokens_details": {},
        "completion_tokens_details": {"reasoning_tokens": 2**53 - 1},
    },
)


def _usage(parts: tuple[dict[str, Any], tuple[int, int]]) -> dict[str, Json]:
    details, (prompt, completion) = parts
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion, **details}


USAGES: Final = Combined.of([_DETAILS, COUNTS], _usage)

ACTIONS: Final[tuple[tuple[tuple[str, dict[str, Json]], ...], ...]] = (
    (("{}", {}),),
    (('{"city":"Xiamen","unit":"CELSIUS"}', {}),),
    (("{}", {}), ("{}", {})),
    (('{ "a" : [ 1, 2.50, null, true ] }', {"index": 0}), ("{}", {"index": 1})),
    (('{"big":9007199254740993,"text":"\\u00e9\\ud83d\\ude00"}', {}),),
    (('{"nested":{"deep":{"deeper":{}}}}', {}), ('{"q":"\\"\\\\/"}', {}), ("{}", {})),
    ((" {} ", {}),),
    (("{}", {"id": "call_c"}), ("{}", {"id": "call_a"}), ('{"a":1}', {"id": "call_b"})),
    (('{"self":1,"b":null,"a":"50% {0}"}', {"index": 1}), ('{"b":1.0,"a":1}', {"index": 0})),
)
"""The calls that a run waits for: for each, its arguments, and members that no wire sends."""
