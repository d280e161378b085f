"""What each member of a run is, in one sentence: with its unit, and when it is null or absent.

The key is the member's place, written as in the ids of rules: `tools[]` is any item of `tools`, `metadata{}` any value
of `metadata`. All profiles share this table; the sentence of a place that only some wires have says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["SENTENCES"]

_TOP: Final = {
    "id": "the run's id, `run_` and 24 letters or digits on OpenAI and Azure; never null",
    "object": "the name of this kind of object, always `thread.run`",
    "created_at": "when the run was created, in seconds since the epoch; never null",
    "assistant_id": "the id of the assistant that runs, `asst_` and 24 letters or digits; never null",
    "thread_id": "the id of the thread it runs on, `thread_` and 24 letters or digits; never null",
    "status": "where in its life the run is, one of nine words; never null",
    "started_at": "when the run last started or resumed, in seconds since the epoch; null while it has not started",
    "expires_at": "when the run will expire unless it ends, in seconds since the epoch; null once it has ended",
    "cancelled_at": "when the run was cancelled, in seconds since the epoch; null unless status is cancelled",
    "failed_at": "when the run failed, in seconds since the epoch; null unless status is failed",
    "completed_at": "when the run finished, in seconds since the epoch; null unless status is completed "
    "or incomplete, on some also when it is expired",
    "required_action": "what the caller must do before the run goes on; null unless status is requires_action, and "
    "absent then too in 2023",
    "last_error": "why the run failed; null unless status is failed",
    "model": "the name of the model, or of the deployment on Azure, that the run uses; never null",
    "instructions": "the instructions that the run uses in place of the assistant's, as text; null when it has none",
    "tools": "the tools that the run may use, at most 20; empty when there are none, never null",
    "tool_resources": "files and stores for the tools; in no specification, on every v2 run, and absent on v1",
    "file_ids": "ids of the files that the run uses; v1 only, absent since v2",
    "metadata": "up to 16 pairs of text that the caller attached, empty when there are none",
    "metadata{}": "a text that the caller attached, at most 512 characters",
    "temperature": "the sampling temperature, 0 to 2; may be null, absent before 2024-04",
    "top_p": "the share of the probability to sample from, 0 to 1; may be null, absent before 2024-04-24",
    "reasoning_effort": "how much a reasoning model thinks; null on every recording, absent before 2025",
    "max_completion_tokens": "the most completion tokens that the run may use; null when it has no limit, absent on v1",
    "max_prompt_tokens": "the most prompt tokens that the run may use; null when it has no limit, absent on v1",
    "truncation_strategy": "how the thread is shortened to fit the model; absent on v1",
    "incomplete_details": "why the run is incomplete; null unless status is incomplete, absent on v1",
    "usage": "the tokens that the run used; null until it ends, absent in 2023",
    "response_format": "the form of the model's answer, as a word or an object; absent on v1",
    "tool_choice": "which tool the model must call, as a word or an object; absent on v1",
    "parallel_tool_calls": "whether the model may call several functions at once; absent before 2024-07",
}

_REQUIRED_ACTION: Final = {
    "type": "the kind of action, `submit_tool_outputs`, or `submit_tool_approval` on Azure agents; never null",
    "submit_tool_outputs": "the calls whose outputs the run waits for; absent for another kind of action",
    "submit_tool_approval": "the calls that wait for approval; Azure agents only, absent for another kind of action",
}

_ANY_CALL: Final = {
    "id": "the id of the call, `call_` and 24 letters or digits, by which its output is submitted; never null",
    "type": "the kind of the call, `function` on OpenAI; never null",
}

_OUTPUTS_CALL: Final = {
    **_ANY_CALL,
    "function": "the function to call; absent for another kind of call",
    "function.name": "the name of the function, as it is among `tools`; never null",
    "function.arguments": "the arguments, as text that the model wrote: usually a JSON object, not always; never null",
    "index": "the position of the call, from 0; only in the documented C# class, absent on every wire",
    "computer_use_preview": "what the computer tool is to do; Azure agents only, absent for another kind of call",
}

_APPROVAL_CALL: Final = {
    **_ANY_CALL,
    "name": "the name of the MCP server's tool; Azure agents only, absent for another kind of call",
    "arguments": "the arguments of the MCP server's tool, as text; Azure agents only",
    "server_label": "the label of the MCP server; Azure agents only, absent for another kind of call",
}

_LAST_ERROR: Final = {
    "code": "the kind of error, one word; never null",
    "message": "what went wrong, in words for people; never null",
    "param": "the parameter that was wrong; only in the documented C# class, absent on every wire",
    "type": "the type of the error; only in the documented C# class, absent on every wire",
    "line": "the line of the input that was wrong, from 1; only in the documented C# class, absent on every wire",
}

_USAGE: Final = {
    "prompt_tokens": "tokens of all prompts of the run; never null, 0 when it used none",
    "completion_tokens": "tokens of all completions of the run; never null, 0 when it used none",
    "total_tokens": "prompt and completion tokens together; never null, 0 when the run used none",
    "prompt_token_details": "prompt tokens by how they came about, spelled like this on the wire; absent before 2025",
    "prompt_token_details.cached_tokens": "prompt tokens that were cached; null or absent when they were not counted",
    "prompt_tokens_details": "prompt tokens by how they came about, as documented; absent on every recorded wire",
    "prompt_tokens_details.cached_tokens": "prompt tokens that were cached; null or absent when they were not counted",
    "completion_tokens_details": "completion tokens by how they came about; absent before 2025",
    "completion_tokens_details.reasoning_tokens": "completion tokens spent on reasoning; null or absent when they were "
    "not counted",
}

_FUNCTION: Final = {
    "name": "the name of the function, at most 64 characters; never null",
    "description": "what the function does, in words for the model; null or absent when it has none",
    "parameters": "the parameters as a JSON Schema; null or absent when the function takes none",
    "strict": "whether the model must keep to the schema exactly; null or absent means that it need not",
}

_FILE_SEARCH: Final = {
    "max_num_results": "the most results that a search returns, 1 to 50; null or absent when the default is used",
    "ranking_options": "how results are ranked; null or absent when the default is used",
    "ranking_options.score_threshold": "the least score of a result, 0 to 1; null or absent when there is none",
    "ranking_options.ranker": "the name of the ranker; null or absent when the default is used",
    "ranking_options.hybrid_search": "how search by meaning and by words are weighed; null or absent when the default "
    "is used",
}

_TOOL: Final = {
    "type": "the kind of tool; never null",
    "function": "the function that the model may call; absent for another kind of tool",
    **{f"function.{name}": says for name, says in _FUNCTION.items()},
    "file_search": "the settings of file search; null or absent when the defaults are used",
    **{f"file_search.{name}": says for name, says in _FILE_SEARCH.items()},
    "server_label": "the label of the MCP server; Azure agents only, absent for another kind of tool",
    "server_url": "the address of the MCP server; Azure agents only, absent for another kind of tool",
    "allowed_tools": "the names of the MCP server's tools that may be used; null or absent when all may",
    **{
        name: f"the settings of the tool {name}; Azure agents only, null or absent when it is sent bare"
        for name in (
            "azure_ai_search",
            "azure_function",
            "bing_grounding",
            "connected_agent",
            "openapi",
            "bing_custom_search",
            "browser_automation",
            "computer_use_preview",
            "deep_research",
            "fabric_dataagent",
            "sharepoint_grounding",
        )
    },
}

_TOOL_RESOURCES: Final = {
    "code_interpreter": "what the code interpreter may use; null or absent when there is nothing",
    "code_interpreter.file_ids": "ids of the files for the code interpreter; null or absent when there are none",
    "file_search": "what file search looks into; null or absent when there is nothing",
    "file_search.vector_store_ids": "ids of the vector stores to search; null or absent when there are none",
    "azure_ai_search": "what Azure AI Search looks into; Azure agents only, null or absent when there is nothing",
    "azure_ai_search.indexes": "the indexes to search, each an object; null or absent when there are none",
}

_RESPONSE_FORMAT: Final = {
    "type": "the kind of answer, `text`, `json_object` or `json_schema`; absent at times before 2024-08",
    "json_schema": "the schema that the answer must fit; absent for another kind of answer",
    "json_schema.name": "the name of the schema, at most 64 characters; never null",
    "json_schema.description": "what the answer is for, in words for the model; null or absent when it has none",
    "json_schema.schema": "the JSON Schema; null or absent when there is none",
    "json_schema.strict": "whether the model must keep to the schema exactly; null or absent means that it need not",
}

SENTENCES: Final[Mapping[str, str]] = {
    **_TOP,
    "file_ids[]": "the id of a file, `file-` and 22 or 24 letters or digits",
    **{f"required_action.{name}": says for name, says in _REQUIRED_ACTION.items()},
    **{
        f"required_action.{action}.tool_calls{place}": says
        for action, call in (("submit_tool_outputs", _OUTPUTS_CALL), ("submit_tool_approval", _APPROVAL_CALL))
        for place, says in {
            "": "the calls, all to be answered in one request; never null",
            "[]": "a call that the run waits for",
            **{f"[].{name}": says for name, says in call.items()},
        }.items()
    },
    **{f"last_error.{name}": says for name, says in _LAST_ERROR.items()},
    "tools[]": "a tool that the run may use",
    **{f"tools[].{name}": says for name, says in _TOOL.items()},
    "tools[].allowed_tools[]": "the name of a tool of the MCP server",
    **{f"tool_resources.{name}": says for name, says in _TOOL_RESOURCES.items()},
    "tool_resources.code_interpreter.file_ids[]": "the id of a file, `file-` and 22 or 24 letters or digits",
    "tool_resources.file_search.vector_store_ids[]": "the id of a vector store, which begins with `vs_`",
    "tool_resources.azure_ai_search.indexes[]": "an index to search, as Azure documents it",
    "truncation_strategy.type": "how the thread is shortened, `auto` or `last_messages`; never null",
    "truncation_strategy.last_messages": "how many messages are kept, at least 1; null unless type is last_messages",
    "incomplete_details.reason": "which limit was met, or `content_filter` on Azure; absent when no reason is given",
    **{f"usage.{name}": says for name, says in _USAGE.items()},
    **{f"response_format.{name}": says for name, says in _RESPONSE_FORMAT.items()},
    "tool_choice.type": "the kind of tool that must be called; never null",
    "tool_choice.function": "the function that must be called; absent for another kind of tool",
    "tool_choice.function.name": "the name of that function; never null",
}
"""The sentence of every place in a run that the contract has a shape for."""
