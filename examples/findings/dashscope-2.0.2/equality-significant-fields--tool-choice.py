"""equality-significant-fields at /tool_choice: got a == b."""

from sdk import body, decode

a = decode(body({'tool_choice': None}))
b = decode(body())
seen = [a == b, b == a]
print(seen)
assert any(seen)
