"""one-place-one-class at /last_error: got of class dict."""

from sdk import body, decode

a = decode(body({'status': 'failed', 'started_at': 1700000000, 'expires_at': None, 'failed_at': 1700000000, 'last_error': {'code': 'server_error', 'message': 'm'}, 'usage': {'prompt_tokens': 0, 'completion_tokens': 0, 'total_tokens': 0}, 'tool_choice': {'type': 'function', 'function': {'name': 'f'}}}))
b = decode(body({'last_error': {'code': 'brand_new', 'message': 'm'}}))
seen = [type(a.last_error).__name__, type(b.last_error).__name__]
print(seen)
assert seen[0] != seen[1]
