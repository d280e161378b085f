"""Small pools of rows for every part of a run that does not depend on its status.

A row is a fragment of a document. A pool has at most 256, the simplest first, among them the values that break
clients: bounds, empty values, null and absent, text that is not ASCII. `FREE` is a placeholder for drawn text. A new
member of the run needs one line here. The pools of members that the status decides are in `_by_status`, and what
differs from v2 on other wires is in `_wires`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from runlaws.values import ABSENT, Absent, Json
from runlaws_strategies.build._oddities import LISTS, MAPS
from runlaws_strategies.build._oddities import TEXTS as ODD_TEXTS
from runlaws_strategies.build._rows import FREE, Combined, Rows, product
from runlaws_strategies.build._schemas import SCHEMAS as SCHEMAS_OF_WORDS

__all__ = [
    "CALLER",
    "CHOICE",
    "CLOCKS",
    "CODE",
    "CREATED",
    "FORMAT",
    "FUNCTIONS",
    "METADATA",
    "ODD_MODELS",
    "RESOURCES",
    "SCHEMAS",
    "SEARCH",
    "SEARCHES",
    "STATUSES",
    "TEXTS",
    "TRUNCATION",
    "V2_ROWS",
    "V2_TOOLS",
]

_SHORT: Final = 300
"""How long odd rows are at most that are drawn: a drawn run has about a kilobyte."""

STATUSES: Final = (
    "queued",
    "in_progress",
    "completed",
    "requires_action",
    "failed",
    "incomplete",
    "cancelled",
    "cancelling",
    "expired",
)
"""The statuses, from the one that runs shrink towards to the least usual."""

CREATED: Final = (1700000000, 0, 1, 2**31 - 1, 2**31, 2**32, 1784734249, 32503680000)
"""Seconds since the epoch: around the ends of 32 bits, and the year 3000."""

CLOCKS: Final = Combined.of([(0, 1, 600), (0, 1, 86400, 60), (600, 1800), (False, True)])
"""Seconds until the run starts, then until it ends, then its time to live, and whether it resumed."""

TEXTS: Final = (
    "",
    "a",
    "Be brief.",
    'quote " backslash \\ slash / tab \t newline \n null \u0000 del \u007f',
    "na\u00efve \u4e2d\u6587 \u0440\u0443\u0441\u0441\u043a\u0438\u0439 \u0639\u0631\u0628\u064a",
    "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 astral",
    "combining e\u0301 and composed \u00e9",
    "line\u2028separator\u2029 bom\ufeff nbsp\u00a0",
    "null",
    "0",
    "2024-01-01T00:00:00Z",
    " a & b <c> &amp; &lt; %20 + \u2019 \u00e9 two characters \\n and a line end\r\n ",
    "x" * 300,
    FREE,
)

SCHEMAS: Final[tuple[Json, ...]] = (
    {},
    {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    {
        "type": "object",
        "properties": {
            "unit": {"type": ["string", "null"], "enum": ["c", "f", None]},
            "days": {"type": "integer", "minimum": 0, "maximum": 14, "default": 3},
            "where": {"anyOf": [{"$ref": "#/$defs/place"}, {"type": "null"}]},
        },
        "$defs": {
            "place": {
                "type": "object",
                "properties": {"lat": {"type": "number"}},
                "additionalProperties": False,
            }
        },
        "additionalProperties": False,
    },
    {
        "type": "object",
        "properties": {"level": {"enum": [1, 2.5, True, None, "x"]}, "list": {"type": "array", "items": {}}},
    },
)


def _function(name: str, **more: Json | Absent) -> dict[str, Json]:
    definition = {"name": name, **{key: value for key, value in more.items() if value is not ABSENT}}
    return {"type": "function", "function": definition}


CALLER: Final = _function("f")
"""The function tool that is added to a run whose calls need one."""

CODE: Final = {"type": "code_interpreter"}
SEARCH: Final = {"type": "file_search"}
FUNCTIONS: Final = (
    CALLER,
    _function("get_weather", description="Weather of a city", parameters=SCHEMAS[1], strict=True),
    _function("a" * 64, description=None, parameters=None, strict=None),
    _function("no_parameters", description=FREE, strict=False),
    _function("deep-schema", parameters=SCHEMAS[2]),
    _function("odd_enum", description="", parameters=SCHEMAS[3], strict=False),
    _function("empty", parameters={}),
)
_SEARCH_SETTINGS: Final[tuple[Json, ...]] = (
    None,
    {},
    {"max_num_results": 50},
    {"max_num_results": None, "ranking_options": None},
    {"max_num_results": 1, "ranking_options": {"score_threshold": 0.5, "ranker": "auto"}},
    {"ranking_options": {"ranker": "default_2024_08_21", "score_threshold": 0.0}},
    {"ranking_options": {"ranker": "default-2024-08-21", "score_threshold": 0, "hybrid_search": None}},
    {"ranking_options": {"score_threshold": None, "ranker": None}},
    {"ranking_options": {}},
    {
        "ranking_options": {
            "score_threshold": 1,
            "hybrid_search": {"embedding_weight": 1.0, "text_weight": 0.5},
        }
    },
)
SEARCHES: Final = tuple({"type": "file_search", "file_search": settings} for settings in _SEARCH_SETTINGS)

V2_TOOLS: Final[tuple[Sequence[Json], ...]] = (
    [],
    [CODE],
    [SEARCH],
    [CALLER],
    *([tool] for tool in (*FUNCTIONS[1:], *SEARCHES)),
    [CODE, SEARCH],
    [CODE, SEARCHES[4], FUNCTIONS[1]],
    [FUNCTIONS[1], FUNCTIONS[3], CODE],
    [FUNCTIONS[2], SEARCHES[5]],
    [*FUNCTIONS[:4]],
    [*SEARCHES, *[CODE, SEARCH] * 5],
)

METADATA: Final[tuple[Json, ...]] = (
    {},
    {"k": "v"},
    {"": ""},
    {"note": FREE},
    {"User": "42", "user": "43", "flag": "true", "empty": "", "null": "null"},
    {"schema": "x", "id": "y", "class": "z", "__proto__": "p", "constructor": "c", "extra": "e"},
    {"a/b~c": "pointer", "caf\u00e9": "cafe\u0301", "\U0001f511": "\U0001f5dd"},
    {"k" * 64: "v" * 512},
    {f"key{number:02}": str(number) for number in range(16)},
    None,
)

FORMAT: Final[tuple[Json, ...]] = (
    "auto",
    None,
    {"type": "text"},
    {"type": "json_object"},
    "none",
    {"type": "json_schema", "json_schema": {"name": "answer"}},
    {
        "type": "json_schema",
        "json_schema": {"name": "answer", "schema": SCHEMAS[1], "strict": True, "description": "d"},
    },
    {
        "type": "json_schema",
        "json_schema": {"name": "n", "schema": None, "strict": None, "description": None},
    },
    {"type": "json_schema", "json_schema": {"name": "n", "schema": SCHEMAS[2], "strict": False}},
)

CHOICE: Final[tuple[Json, ...]] = (
    "auto",
    None,
    "none",
    "required",
    {"type": "code_interpreter"},
    {"type": "file_search"},
    {"type": "function", "function": {"name": "f"}},
    {"type": "function", "function": {"name": "get_weather"}},
)

RESOURCES: Final[tuple[Json | Absent, ...]] = (
    {},
    ABSENT,
    None,
    {"code_interpreter": {"file_ids": []}},
    {
        "code_interpreter": {"file_ids": ["file-" + "a" * 24, "file-b"]},
        "file_search": {"vector_store_ids": ["vs_1"]},
    },
    {"file_search": {"vector_store_ids": []}, "code_interpreter": None},
    {"file_search": None, "azure_ai_search": {"indexes": [{"index_name": "i"}]}},
    {"code_interpreter": {}, "file_search": {}, "azure_ai_search": {}},
    {
        "code_interpreter": {"file_ids": None},
        "file_search": {"vector_store_ids": None},
        "azure_ai_search": {"indexes": None},
    },
    {"code_interpreter": None, "file_search": None, "azure_ai_search": None},
)

ODD_MODELS: Final = (
    "ft:gpt-4o:org::id",
    "ft:gpt-4o-mini-2024-07-18:my-org:custom_suffix:9aB1",
    "GPT-4O",
    "gpt-4",
    " gpt-4o ",
    "models/gpt-4o@001",
    "accounts/a/models/b:c",
    "o1",
    "4",
    "null",
)

TRUNCATION: Final[tuple[Json, ...]] = (
    {"type": "auto", "last_messages": None},
    None,
    {"type": "auto"},
    {"type": "last_messages", "last_messages": 1},
    {"type": "last_messages", "last_messages": 2**31},
)

_ODD_TOOLS: Final[tuple[Mapping[str, Json], ...]] = (
    {"tools": [CODE, CODE]},
    {"tools": [_function("b"), CODE, _function("a"), SEARCH, _function("b")]},
    *({"tools": [_function("f", parameters=schema)]} for schema in SCHEMAS_OF_WORDS[::2] if len(str(schema)) < _SHORT),
)
_ODD_DATA: Final[tuple[Mapping[str, Json], ...]] = (
    *({"metadata": data} for data in MAPS if len(str(data)) < _SHORT),
    *({"tool_resources": {"code_interpreter": {"file_ids": ids}}} for ids in LISTS[:4]),
    *({"tool_resources": {"file_search": {"vector_store_ids": ids}}} for ids in LISTS[:4]),
)

_LIMITS: Final = (None, 256, 4096, 2**31 - 1, 2**31, 2**32, 2**53 - 1)
_SAMPLING: Final = (1.0, None, ABSENT, 0.0, 0, 1, 0.7, 0.1, 1e-07, 0.30000000000000004, -0.0)

V2_ROWS: Final[dict[str, Rows]] = {
    "prompt": product(
        [*({"instructions": text} for text in ODD_TEXTS[::3]), *({"model": model} for model in ODD_MODELS)],
        instructions=(None, *TEXTS),
        model=("gpt-4o", "gpt-4o-2024-08-06", "", "my deployment/\u00fc"),
    ),
    "tools": product(_ODD_TOOLS, tools=V2_TOOLS),
    "data": product(_ODD_DATA, metadata=METADATA, tool_resources=RESOURCES),
    "sampling": product(temperature=(*_SAMPLING, 2, 2.0), top_p=_SAMPLING),
    "limits": product(max_completion_tokens=_LIMITS, max_prompt_tokens=_LIMITS),
    "truncation": product(
        truncation_strategy=TRUNCATION,
        reasoning_effort=(ABSENT, None, "low", "medium", "high", "minimal"),
        parallel_tool_calls=(ABSENT, True, False),
    ),
    "options": product(response_format=FORMAT, tool_choice=CHOICE),
}
"""The pools of v2's members that do not depend on the status."""
