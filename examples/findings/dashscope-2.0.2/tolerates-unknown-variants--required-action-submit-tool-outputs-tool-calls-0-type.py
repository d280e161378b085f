"""tolerates-unknown-variants at /required_action/submit_tool_outputs/tool_calls/0/type: got TypeError: dashscope…."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'required_action': {'type': 'submit_tool_outputs', 'submit_tool_outputs': {'tool_calls': [{'type': 'brand_new', 'function': 'not an object'}]}}}))
