"""fails-cleanly: got TypeError: dashscope.threads.thread_types.RequiredActionSubmitToolOutputs() argument after …."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'required_action': {'type': 'submit_tool_outputs', 'submit_tool_outputs': 0}}))
