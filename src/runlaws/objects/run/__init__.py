"""The run object: a room of its own, with its model, shapes, relations, life and profiles.

The classes of the model are exported here. They are imported when one of them is first used, as a profile needs none.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runlaws.objects.run.model._narrowed import *
    from runlaws.objects.run.model._parts import *
    from runlaws.objects.run.model._protocols import *
    from runlaws.objects.run.model._run import *

__all__ = [
    "AzureAiSearchResources",
    "CodeInterpreterResources",
    "CodeInterpreterTool",
    "CompletionTokensDetails",
    "FailedRun",
    "FileSearch",
    "FileSearchResources",
    "FileSearchTool",
    "FunctionCall",
    "FunctionDefinition",
    "FunctionTool",
    "HasCreatedAt",
    "HasFileIds",
    "HasId",
    "HasMetadata",
    "HasModel",
    "IncompleteDetails",
    "IncompleteRun",
    "JsonSchemaFormat",
    "LastError",
    "OtherTool",
    "PromptTokensDetails",
    "RankingOptions",
    "RequiredAction",
    "ResponseFormat",
    "RetrievalTool",
    "Run",
    "SubmitToolOutputs",
    "Tool",
    "ToolCall",
    "ToolChoice",
    "ToolChoiceFunction",
    "ToolResources",
    "TruncationStrategy",
    "Usage",
    "WaitingRun",
]


if not TYPE_CHECKING:  # a type checker that saw it would believe in every name

    def __getattr__(name: str) -> object:
        if name not in __all__:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        return getattr(importlib.import_module(f"{__name__}.model"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
