"""equality-significant-fields at /temperature: got a == b."""

from sdk import body, decode

a = decode(body(without=('temperature',)))
b = decode(body({'temperature': None}))
seen = [a == b, b == a]
print(seen)
assert any(seen)
