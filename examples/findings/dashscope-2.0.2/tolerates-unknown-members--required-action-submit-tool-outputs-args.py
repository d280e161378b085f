"""tolerates-unknown-members at /required_action/submit_tool_outputs/args: got TypeError: BaseObjectMixin._init_l…."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'status': 'requires_action', 'started_at': 1700000000, 'required_action': {'type': 'submit_tool_outputs', 'submit_tool_outputs': {'tool_calls': [{'id': 'call_', 'type': 'function', 'function': {'name': 'f', 'arguments': '{}'}}], 'args': [[]]}}, 'tools': [{'type': 'function', 'function': {'name': 'f'}}]}))
