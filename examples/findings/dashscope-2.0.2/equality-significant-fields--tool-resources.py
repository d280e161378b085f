"""equality-significant-fields at /tool_resources: got a == b."""

from sdk import body, decode

a = decode(body(without=('tool_resources',)))
b = decode(body({'tool_resources': None}))
seen = [a == b, b == a]
print(seen)
assert any(seen)
