"""one-place-one-class at /status: got of class str."""

from sdk import body, decode

a = decode(body())
b = decode(body({'status': 'incomplete', 'started_at': 1700000000, 'expires_at': None, 'completed_at': 1700000000, 'incomplete_details': {'reason': 'max_completion_tokens'}, 'usage': {'prompt_tokens': 0, 'completion_tokens': 0, 'total_tokens': 0}}))
seen = [type(a.status).__name__, type(b.status).__name__]
print(seen)
assert seen[0] != seen[1]
