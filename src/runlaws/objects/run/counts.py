"""On how many recordings each rule of a run held: made by `python docs/count_recordings.py`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["COUNTS"]

_RULES: Final[Mapping[tuple[int, int], str]] = {
    (14, 14): """
assistant_id.not-null assistant_id.prefix assistant_id.required assistant_id.type
cancelled_at.only-when-cancelled cancelled_at.required completed_at.only-when-finished completed_at.required
created_at.minimum created_at.not-null created_at.required created_at.seconds created_at.spelling
created_at.type expires_at.null-once-terminal expires_at.required failed_at.only-when-failed failed_at.required
id.not-null id.prefix id.required id.type instructions.required last_error.only-when-failed last_error.required
metadata.max-properties metadata.required metadata.type model.not-null model.required model.type object.enum
object.not-null object.required object.type required_action.only-when-requires-action started_at.required
started_at.set-once-started status.enum status.not-null status.required status.type thread_id.not-null
thread_id.prefix thread_id.required thread_id.type tools.max-items tools.not-null tools.required tools.type
""",
    (12, 12): """
response_format.enum response_format.schema-by-type response_format.type started_at.minimum started_at.order
started_at.spelling started_at.type temperature.maximum temperature.minimum temperature.type tool_choice.enum
tool_choice.type top_p.maximum top_p.minimum top_p.type truncation_strategy.last-messages-by-type
truncation_strategy.type truncation_strategy.type.enum truncation_strategy.type.not-null
truncation_strategy.type.required truncation_strategy.type.type usage.null-until-terminal
""",
    (11, 12): """
incomplete_details.only-when-incomplete
""",
    (11, 11): """
incomplete_details.required max_completion_tokens.required max_prompt_tokens.required required_action.required
response_format.required tool_choice.required tool_resources.type truncation_strategy.required usage.required
""",
    (8, 8): """
tools[].type tools[].type.enum tools[].type.not-null tools[].type.required tools[].type.type
""",
    (7, 7): """
parallel_tool_calls.not-null parallel_tool_calls.type usage.completion_tokens.minimum
usage.completion_tokens.not-null usage.completion_tokens.required usage.completion_tokens.spelling
usage.completion_tokens.type usage.prompt_tokens.minimum usage.prompt_tokens.not-null
usage.prompt_tokens.required usage.prompt_tokens.spelling usage.prompt_tokens.type usage.total
usage.total_tokens.minimum usage.total_tokens.not-null usage.total_tokens.required usage.total_tokens.spelling
usage.total_tokens.type usage.type
""",
    (6, 6): """
expires_at.minimum expires_at.order expires_at.spelling expires_at.ttl expires_at.type
""",
    (5, 5): """
instructions.type tools[].function.description.type tools[].function.name.max-length
tools[].function.name.min-length tools[].function.name.not-null tools[].function.name.required
tools[].function.name.type tools[].function.not-null tools[].function.parameters.type tools[].function.required
tools[].function.strict.type tools[].function.type
""",
    (4, 4): """
completed_at.minimum completed_at.order completed_at.spelling completed_at.type
""",
    (3, 3): """
file_ids.not-null file_ids.type metadata{}.max-key-length metadata{}.max-length metadata{}.type
""",
    (2, 2): """
failed_at.minimum failed_at.order failed_at.spelling failed_at.type file_ids.required
incomplete_details.reason.enum incomplete_details.reason.not-null incomplete_details.reason.type
incomplete_details.type last_error.code.enum last_error.code.not-null last_error.code.required
last_error.code.type last_error.message.not-null last_error.message.required last_error.message.type
last_error.type tool_resources.code_interpreter.file_ids.type tool_resources.code_interpreter.type
tools[].file_search.max_num_results.maximum tools[].file_search.max_num_results.minimum
tools[].file_search.max_num_results.spelling tools[].file_search.max_num_results.type tools[].file_search.type
usage.prompt_token_details.cached_tokens.minimum usage.prompt_token_details.cached_tokens.spelling
usage.prompt_token_details.cached_tokens.type usage.prompt_token_details.type
""",
    (1, 1): """
cancelled_at.minimum cancelled_at.order cancelled_at.spelling cancelled_at.type file_ids[].type
max_completion_tokens.spelling max_completion_tokens.type max_prompt_tokens.minimum max_prompt_tokens.spelling
max_prompt_tokens.type required_action.submit_tool_outputs.not-null required_action.submit_tool_outputs.required
required_action.submit_tool_outputs.tool_calls.not-null required_action.submit_tool_outputs.tool_calls.required
required_action.submit_tool_outputs.tool_calls.type
required_action.submit_tool_outputs.tool_calls[].function.arguments.not-null
required_action.submit_tool_outputs.tool_calls[].function.arguments.required
required_action.submit_tool_outputs.tool_calls[].function.arguments.type
required_action.submit_tool_outputs.tool_calls[].function.name.not-null
required_action.submit_tool_outputs.tool_calls[].function.name.required
required_action.submit_tool_outputs.tool_calls[].function.name.type
required_action.submit_tool_outputs.tool_calls[].function.not-null
required_action.submit_tool_outputs.tool_calls[].function.required
required_action.submit_tool_outputs.tool_calls[].function.type
required_action.submit_tool_outputs.tool_calls[].id.not-null
required_action.submit_tool_outputs.tool_calls[].id.prefix
required_action.submit_tool_outputs.tool_calls[].id.required
required_action.submit_tool_outputs.tool_calls[].id.type required_action.submit_tool_outputs.tool_calls[].type
required_action.submit_tool_outputs.tool_calls[].type.enum
required_action.submit_tool_outputs.tool_calls[].type.not-null
required_action.submit_tool_outputs.tool_calls[].type.required
required_action.submit_tool_outputs.tool_calls[].type.type required_action.submit_tool_outputs.type
required_action.type required_action.type.enum required_action.type.not-null required_action.type.required
required_action.type.type response_format.type.enum response_format.type.not-null response_format.type.type
tool_calls.arguments-object tool_calls.function-offered tool_calls.ids-unique tool_calls.not-empty
tool_resources.azure_ai_search.indexes.type tool_resources.azure_ai_search.indexes[].type
tool_resources.azure_ai_search.type tool_resources.code_interpreter.file_ids[].type
tool_resources.file_search.type tool_resources.file_search.vector_store_ids.type
tool_resources.file_search.vector_store_ids[].type tools[].file_search.ranking_options.ranker.enum
tools[].file_search.ranking_options.ranker.type tools[].file_search.ranking_options.score_threshold.maximum
tools[].file_search.ranking_options.score_threshold.minimum
tools[].file_search.ranking_options.score_threshold.type tools[].file_search.ranking_options.type
truncation_strategy.last_messages.minimum truncation_strategy.last_messages.spelling
truncation_strategy.last_messages.type usage.completion_tokens_details.reasoning_tokens.minimum
usage.completion_tokens_details.reasoning_tokens.spelling usage.completion_tokens_details.reasoning_tokens.type
usage.completion_tokens_details.type
""",
    (0, 1): """
max_completion_tokens.minimum
""",
}

COUNTS: Final = {rule: count for count, rules in _RULES.items() for rule in rules.split()}
"""By the id of the rule: on how many recordings it held, and to how many it applied."""
