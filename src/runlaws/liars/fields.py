"""Liars about what they show of what they hold: other values, other types, other classes, and something for nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import attrs

from runlaws.client import NOT_SHOWN
from runlaws.liars._honest import Decoded, Honest
from runlaws.objects.run import (
    CodeInterpreterTool,
    FunctionTool,
    IncompleteDetails,
    LastError,
    OtherTool,
    RequiredAction,
    ResponseFormat,
    RetrievalTool,
    ToolCall,
    ToolChoice,
    Usage,
)
from runlaws.values import Path

_STATUS: Final = re.compile(rb'"status" *: *"(\w+)"')


class Shows(Honest):
    """Keeps every law: shows what it holds in a step of its own."""

    def read(self, value: Decoded, path: Path) -> Any:
        held = super().read(value, path)
        return held if held is NOT_SHOWN else self.shown(held, path)

    def shown(self, held: Any, path: Path) -> Any:
        """Return what is shown of what is held at a path."""
        return held


class ShowsMilliseconds(Shows):
    """It keeps seconds and shows milliseconds."""

    law = "reads-fields"

    def shown(self, held: Any, path: Path) -> Any:
        return held * 1000 if path == ("created_at",) else held


class LooksForTheStatusInTheText(Shows):
    """Its status is the first one in the text, which is one of the metadata where these come first."""

    law = "reads-fields"

    def read(self, value: Decoded, path: Path) -> Any:
        first = _STATUS.search(value.text) if path == ("status",) else None
        return first[1].decode() if first else super().read(value, path)


class ShowsNoUsage(Shows):
    """Its attribute `usage` is never filled."""

    law = "reads-fields"

    def shown(self, held: Any, path: Path) -> Any:
        if path[0] == "usage":
            return None if len(path) == 1 else NOT_SHOWN
        return held


class SwapsTheCountsOfTokens(Honest):
    """Its constructor takes two numbers, and they are handed over in the wrong order."""

    law = "reads-fields"

    def read(self, value: Decoded, path: Path) -> Any:
        held = super().read(value, path)
        if path not in (("usage", "prompt_tokens"), ("usage", "completion_tokens")):
            return held
        other = "completion_tokens" if path[1] == "prompt_tokens" else "prompt_tokens"
        swapped = super().read(value, ("usage", other))
        return swapped if type(swapped) is type(held) else held


class DiesWhenAskedForTheExpiry(Shows):
    """Its property `expires_at` takes null for a time."""

    law = "reads-fields"

    def shown(self, held: Any, path: Path) -> Any:
        if path == ("expires_at",) and held is None:
            msg = "unsupported operand type(s) for -: 'NoneType' and 'int'"
            raise TypeError(msg)
        return held


class ShowsTimesAsText(Shows):
    """It shows the digits of a time as a text."""

    law = "reads-types"

    def shown(self, held: Any, path: Path) -> Any:
        return str(held) if path == ("created_at",) else held


class ShowsFlagsAsNumbers(Shows):
    """It shows true as 1, which its language calls equal."""

    law = "reads-types"

    def shown(self, held: Any, path: Path) -> Any:
        return int(held) if isinstance(held, bool) else held


class ShowsCountsWithAPoint(Shows):
    """It shows the counts of tokens as numbers with a fraction."""

    law = "reads-types"

    def shown(self, held: Any, path: Path) -> Any:
        return float(held) if str(path[-1]).endswith("_tokens") and isinstance(held, int) else held


class ShowsSearchAsRetrieval(Shows):
    """It has a class for `retrieval`, the name of the first version, and shows file search as that."""

    law = "tag-matches-class"
    seen = "betalgo/openai commit de66d2c"
    rows = (25,)

    def shown(self, held: Any, path: Path) -> Any:
        search = path[0] == "tools" and getattr(held, "type", "") == "file_search"
        return RetrievalTool() if search else held


class ShowsFunctionsAsTheFirstOfItsTools(Shows):
    """It shows a function as the first class of its union, whatever the type says."""

    law = "tag-matches-class"

    def shown(self, held: Any, path: Path) -> Any:
        return CodeInterpreterTool() if isinstance(held, FunctionTool) else held


class ShowsNewVariantsAsOnesItKnows(Shows):
    """It shows a thing of a new type as the first class of its union."""

    law = "tag-matches-class"

    def shown(self, held: Any, path: Path) -> Any:
        new = isinstance(held, _TAGGED) and isinstance(held.type, str) and held.type not in _TAGS
        return CodeInterpreterTool() if new else held


class LeavesUsageADict(Shows):
    """Its class says `usage: Usage`, and nobody makes one of the dict that came."""

    law = "declared-classes"
    seen = "dashscope 2.0.2"

    def shown(self, held: Any, path: Path) -> Any:
        return attrs.asdict(held) if isinstance(held, Usage) else held


class LeavesItsToolsDicts(Shows):
    """Its class says `tools: list[Tool]`, and what is in the list is what came."""

    law = "declared-classes"

    def shown(self, held: Any, path: Path) -> Any:
        is_tool = len(path) == 2 and path[0] == "tools"
        return attrs.asdict(held) if is_tool and attrs.has(type(held)) else held


class ShowsTheErrorAsDetails(Shows):
    """It gives every object that says what went wrong the same class."""

    law = "declared-classes"

    def shown(self, held: Any, path: Path) -> Any:
        return IncompleteDetails(reason=held.code) if isinstance(held, LastError) else held


class ShowsZeroForNull(Shows):
    """A time that is null is shown as the default of its type."""

    law = "field-invariants"

    def shown(self, held: Any, path: Path) -> Any:
        return 0 if held is None and str(path[-1]).endswith("_at") else held


class ShowsAnEmptyError(Shows):
    """There is always a `last_error`, with nothing in it when nothing went wrong."""

    law = "field-invariants"

    def shown(self, held: Any, path: Path) -> Any:
        return {} if path == ("last_error",) and held is None else held


class ShowsUsageBeforeTheEnd(Shows):
    """It counts no tokens where nothing has been counted yet."""

    law = "field-invariants"

    def shown(self, held: Any, path: Path) -> Any:
        return dict(_NO_TOKENS) if path == ("usage",) and held is None else held


_TAGGED: Final = (OtherTool, RequiredAction, ResponseFormat, ToolCall, ToolChoice)
_TAGS: Final = (
    "function",
    "code_interpreter",
    "file_search",
    "submit_tool_outputs",
    "text",
    "json_object",
    "json_schema",
)
_NO_TOKENS: Final[Mapping[str, int]] = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
