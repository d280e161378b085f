"""tag-matches-class at /required_action/submit_tool_outputs/tool_calls/2: got a RequiredToolCall, as for type 'c…."""

from sdk import body, decode

run = decode(body({'required_action': {'type': 'submit_tool_outputs', 'submit_tool_outputs': {'tool_calls': [{'id': 'call_', 'type': 'function', 'function': {'name': 'f', 'arguments': '{}'}}, {'id': 'call_', 'type': 'computer_use_preview'}, {'type': 'brand_new'}]}}}))
seen = type(run.required_action.submit_tool_outputs.tool_calls[2]).__name__
print(seen)
assert seen == 'RequiredToolCall'
