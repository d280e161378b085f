"""one-place-one-class at /metadata: got of class Run."""

from sdk import body, decode

a = decode(body({'status': 'requires_action', 'started_at': 1700000000, 'required_action': {'type': 'submit_tool_outputs', 'submit_tool_outputs': {'tool_calls': [{'id': 'call_b', 'type': 'function', 'function': {'name': 'f', 'arguments': '{}'}}, {'id': 'call_a', 'type': 'function', 'function': {'name': 'f', 'arguments': '{}'}}]}}, 'tools': [{'type': 'function', 'function': {'name': 'f'}}]}))
b = decode(body({'metadata': {'object': 'thread.run'}}))
seen = [type(a.metadata).__name__, type(b.metadata).__name__]
print(seen)
assert seen[0] != seen[1]
