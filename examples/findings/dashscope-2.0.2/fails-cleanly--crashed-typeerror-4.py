"""fails-cleanly: got TypeError: 'bool' object is not iterable."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'required_action': {'type': 'submit_tool_outputs', 'submit_tool_outputs': {'tool_calls': True}}}))
