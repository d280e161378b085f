"""tolerates-unknown-members at /required_action/submit_tool_outputs/tool_calls/0/function/self: got TypeError: F…."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'status': 'requires_action', 'started_at': 1700000000, 'required_action': {'type': 'submit_tool_outputs', 'submit_tool_outputs': {'tool_calls': [{'id': 'call_000000000000000000000000', 'type': 'function', 'function': {'name': 'f', 'arguments': '{}', '_private': None, 'class': 'text', 'self': True, 'cls': 0.5}}]}}, 'tools': [{'type': 'function', 'function': {'name': 'f'}}]}))
