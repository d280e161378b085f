"""The run object as immutable attrs classes: every member of every wire version."""

import sys

from runlaws.objects.run.model._narrowed import FailedRun, IncompleteRun, WaitingRun
from runlaws.objects.run.model._parts import (
    AzureAiSearchResources,
    CodeInterpreterResources,
    CodeInterpreterTool,
    CompletionTokensDetails,
    FileSearch,
    FileSearchResources,
    FileSearchTool,
    FunctionCall,
    FunctionDefinition,
    FunctionTool,
    IncompleteDetails,
    JsonSchemaFormat,
    LastError,
    OtherTool,
    PromptTokensDetails,
    RankingOptions,
    RequiredAction,
    ResponseFormat,
    RetrievalTool,
    SubmitToolOutputs,
    Tool,
    ToolCall,
    ToolChoice,
    ToolChoiceFunction,
    ToolResources,
    TruncationStrategy,
    Usage,
)
from runlaws.objects.run.model._protocols import (
    HasCreatedAt,
    HasFileIds,
    HasId,
    HasMetadata,
    HasModel,
)
from runlaws.objects.run.model._run import Run

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

# Hypothesis asks its plugins for strategies when it is imported; where it came first, this is the other half.
if (_registrar := sys.modules.get("runlaws_strategies.register")) is not None and "hypothesis" in sys.modules:
    _registrar.register()
