"""How the pools of the other wires differ from v2's, and the rows in which the most is set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from runlaws.objects.run.profiles import AZURE_CHOICES, AZURE_TOOLS
from runlaws.values import ABSENT, Json
from runlaws_strategies.build._rows import Alone, Rows, product
from runlaws_strategies.objects.run._by_status import COUNTS, USAGES
from runlaws_strategies.objects.run._pools import (
    CALLER,
    CHOICE,
    CODE,
    FORMAT,
    FUNCTIONS,
    METADATA,
    RESOURCES,
    SCHEMAS,
    SEARCH,
    SEARCHES,
    TRUNCATION,
    V2_ROWS,
    V2_TOOLS,
)

__all__ = [
    "ANY_ROWS",
    "APPROVALS",
    "AZURE_ROWS",
    "LATE_LEFT_OUT",
    "RICH_ROWS",
    "V1_LATE_ROWS",
    "V1_LEFT_OUT",
    "V1_ROWS",
]

_RETRIEVAL: Final = {"type": "retrieval"}
_V1_TOOLS: Final[tuple[Sequence[Json], ...]] = (
    [],
    [CODE],
    [_RETRIEVAL],
    [CALLER],
    *([tool] for tool in FUNCTIONS[1:]),
    [CODE, _RETRIEVAL],
    [*FUNCTIONS],
    [_RETRIEVAL, FUNCTIONS[1], CODE, FUNCTIONS[4], CODE],
)
_FILE_IDS: Final[tuple[Json, ...]] = (
    [],
    ["file-" + "a" * 24],
    ["file-a", "file-b", ""],
    [f"file-{n}" for n in range(20)],
)

V1_ROWS: Final[dict[str, Rows]] = {
    "prompt": V2_ROWS["prompt"],
    "tools": product(tools=_V1_TOOLS),
    "file_ids": product(file_ids=_FILE_IDS),
    "metadata": product(metadata=METADATA),
}
"""The pools of v1."""

V1_LATE_ROWS: Final[dict[str, Rows]] = {
    **V2_ROWS,
    "tools": product(tools=(*_V1_TOOLS, *V2_TOOLS[2:], [_RETRIEVAL, SEARCH])),
    "file_ids": product(file_ids=(*_FILE_IDS, ABSENT)),
    "truncation": product(truncation_strategy=TRUNCATION, parallel_tool_calls=(ABSENT, True, False)),
}
"""The pools of v1 callers while v2 was introduced."""

_AZURE_TOOLS: Final[tuple[Sequence[Json], ...]] = (
    [{"type": "azure_ai_search"}],
    [{"type": "mcp"}],
    [{"type": name} for name in AZURE_TOOLS],
    [{"type": name, name: None} for name in AZURE_TOOLS],
    [{"type": name, name: {}} for name in AZURE_TOOLS],
    [{"type": "bing_grounding", "bing_grounding": {"connections": [{"connection_id": "c"}]}}, CODE],
    [{"type": "openapi", "openapi": {"name": "o", "spec": SCHEMAS[2], "auth": {"type": "anonymous"}}}],
    [{"type": "azure_function", "azure_function": {"function": {"name": "f"}, "input_binding": {}}}],
    [{"type": "connected_agent", "connected_agent": {"id": "asst_1", "name": "n", "description": ""}}],
    [{"type": "mcp", "server_label": "s", "server_url": "u", "allowed_tools": ["a", ""]}, CALLER],
    [{"type": "mcp", "server_label": None, "server_url": None, "allowed_tools": None}],
)

_AZURE_OPTIONS: Final = product(
    response_format=FORMAT,
    tool_choice=(*CHOICE[:7], *({"type": name} for name in AZURE_CHOICES)),  # sixteen, or `product` would repeat some
)

AZURE_ROWS: Final[dict[str, Rows]] = {
    **V2_ROWS,
    "tools": product(tools=(*V2_TOOLS, *_AZURE_TOOLS)),
    "options": _AZURE_OPTIONS,
}
"""The pools of Azure's classic agents."""

ANY_ROWS: Final[dict[str, Rows]] = {
    **V2_ROWS,
    "tools": product(tools=(*V2_TOOLS, *_V1_TOOLS[2:3], *_AZURE_TOOLS)),
    "options": _AZURE_OPTIONS,
    "file_ids": product(file_ids=(ABSENT, None, *_FILE_IDS)),
}
"""The pools of all wires together."""

_SAMPLING_MEMBERS: Final = ("temperature", "top_p")
_LIMIT_MEMBERS: Final = ("incomplete_details", "max_completion_tokens", "max_prompt_tokens", "truncation_strategy")
_OPTION_MEMBERS: Final = ("response_format", "tool_choice")

V1_LEFT_OUT: Final = Alone((("required_action",), ()))
LATE_LEFT_OUT: Final = Alone(
    (
        (),
        ("tool_resources",),
        ("tool_resources", *_OPTION_MEMBERS, *_LIMIT_MEMBERS),
        ("tool_resources", *_OPTION_MEMBERS, *_LIMIT_MEMBERS, *_SAMPLING_MEMBERS),
        ("tool_resources", "usage", *_OPTION_MEMBERS, *_LIMIT_MEMBERS, *_SAMPLING_MEMBERS, "required_action"),
        ("required_action", "usage"),
    )
)
"""Members that a wire did not have yet, each group further back in time."""

APPROVALS: Final[tuple[dict[str, Json], ...]] = (
    {"type": "submit_tool_approval", "submit_tool_approval": {"tool_calls": [{"id": "call_1", "type": "mcp"}]}},
    {
        "type": "submit_tool_approval",
        "submit_tool_approval": {
            "tool_calls": [
                {"id": "call_1", "type": "mcp", "name": "n", "arguments": "{}", "server_label": "s"},
                {"id": "call_2", "type": "mcp", "name": None, "arguments": None, "server_label": None},
            ]
        },
    },
    {
        "type": "submit_tool_outputs",
        "submit_tool_outputs": {
            "tool_calls": [
                {"id": "call_1", "type": "computer_use_preview", "computer_use_preview": {"action": {"type": "wait"}}},
                {"id": "call_2", "type": "computer_use_preview"},
                {"id": "call_3", "type": "computer_use_preview", "computer_use_preview": None},
            ]
        },
    },
)
"""Actions of Azure's agents that name no function."""

RICH_ROWS: Final[dict[str, Rows]] = {
    "tools": product(tools=([CODE, SEARCHES[9], FUNCTIONS[1], SEARCHES[4], FUNCTIONS[4], CODE, SEARCH],)),
    "data": product(metadata=METADATA[1:2], tool_resources=RESOURCES[4:5]),
    "metadata": product(metadata=METADATA[1:2]),
    "truncation": V2_ROWS["truncation"][-1:],
    "options": product(response_format=FORMAT[6:7], tool_choice=CHOICE[6:7]),
    "file_ids": product(file_ids=_FILE_IDS[1:2]),
    "usage": USAGES[4 * len(COUNTS) :],
}
"""Rows in which as much as possible is set, so that a document has room for many faults."""
