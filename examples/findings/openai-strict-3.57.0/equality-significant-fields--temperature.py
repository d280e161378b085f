"""equality-significant-fields at /temperature: got a == b."""

from sdk import body, decode

a = decode(body({'instructions': '', 'parallel_tool_calls': True}, without=('temperature',)))
b = decode(body({'instructions': '', 'temperature': None, 'parallel_tool_calls': True}))
seen = [a == b, b == a]
print(seen)
assert any(seen)
