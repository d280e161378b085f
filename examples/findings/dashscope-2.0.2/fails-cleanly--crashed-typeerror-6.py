"""fails-cleanly: got TypeError: dashscope.threads.thread_types.Function() argument after ** must be a mapping, n…."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'required_action': {'type': 'submit_tool_outputs', 'submit_tool_outputs': {'tool_calls': [{'id': 'call_', 'type': 'function', 'function': 0}]}}}))
