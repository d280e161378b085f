"""tolerates-unknown-variants at /required_action/submit_tool_outputs/tool_calls/0/type: got ValidationError: 1 v…."""

from sdk import body, decode, raises

with raises("ValidationError"):
    decode(body({'required_action': {'type': 'submit_tool_outputs', 'submit_tool_outputs': {'tool_calls': [{'type': 'brand_new', 'id': 7}]}}}))
