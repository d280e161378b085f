"""fails-cleanly: got TypeError: dashscope.threads.thread_types.RequiredActionFunctionToolCall() argument after *…."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'required_action': {'type': 'submit_tool_outputs', 'submit_tool_outputs': {'tool_calls': [0]}}}))
