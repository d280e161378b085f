"""Where the rules of a run come from (a schema, a public thread, a package, recordings), and the count of each.

The specification is the public repository openai/openai-openapi; citations name its schemas. Recordings are 222
snapshots of 104 runs in the tests and fixtures of ruby-openai, openai-dotnet, simple-openai, openai4j, openllmetry,
openai-php, go-openai, SwiftOpenAI and Azure samples. Where two sources disagree, the recordings decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from runlaws.contract import Provenance, Source
from runlaws.objects.run.counts import COUNTS

__all__ = ["PROVENANCE"]

_AZURE: Final = "azure-ai-agents 1.2.0b6"
_CLASS: Final = "betalgo/openai, RunResponse.cs"

_SPEC: Final[Mapping[str, str]] = {
    "": "openai-openapi, RunObject",
    "required_action.submit_tool_outputs.tool_calls[]": "openai-openapi, RunToolCallObject",
    "required_action.submit_tool_approval": _AZURE,
    "tools[]": "openai-openapi, AssistantToolsCode, AssistantToolsFileSearch, AssistantToolsFunction",
    "tools[].function": "openai-openapi, FunctionObject",
    "tools[].file_search": "openai-openapi, AssistantToolsFileSearch",
    "metadata": "openai-openapi, Metadata",
    "temperature": "openai-openapi, RunObject; the bounds are of CreateRunRequest",
    "top_p": "openai-openapi, RunObject; the bounds are of CreateRunRequest",
    "reasoning_effort": "openai-openapi, CreateRunRequest",
    "truncation_strategy": "openai-openapi, TruncationObject",
    "usage": "openai-openapi, RunCompletionUsage",
    "response_format": "openai-openapi, AssistantsApiResponseFormatOption",
    "tool_choice": "openai-openapi, AssistantsApiToolChoiceOption",
    "tool_resources": "recordings; azure-ai-agents 1.1.0, ToolResources",
    **{f"tools[].{name}": _AZURE for name in ("server_label", "server_url", "allowed_tools")},
}

_WIRE: Final[Mapping[str, str]] = {
    "": "recordings",
    "expires_at": "recordings; openai/openai-openapi #150 and #207, 64bit/async-openai #141",
    "instructions": "recordings, null on 98 of 222",
    "tools[].type": "recordings; openai-openapi, change of 2024-04-16",
    "file_ids": "recordings; openai-openapi, change of 2024-04-16",
    "parallel_tool_calls": "recordings; openai-python, change of 2024-06-06",
    "usage.prompt_token_details": "recordings in openai-dotnet, openllmetry and Azure samples",
    "tools[].file_search.ranking_options": "recordings; 64bit/async-openai #340",
    "required_action.submit_tool_approval": _AZURE,
}

_DOCS: Final[Mapping[str, str]] = {
    "": _CLASS,
    "metadata": "OpenAI API reference, metadata; BerriAI/litellm #4257",
    "tools[].function": "OpenAI API reference, function tools",
    "response_format": "OpenAI API reference, response_format",
    "tool_choice": "openai-openapi, AssistantsApiToolChoiceOption, in prose",
}

PROVENANCE: Final = Provenance({Source.SPEC: _SPEC, Source.WIRE: _WIRE, Source.DOCS: _DOCS}, COUNTS)
"""The source of every rule of a run, and on how many recordings it held."""
