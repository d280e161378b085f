"""refuses-malformed: got accepted, as NoneType."""

from sdk import decode

run = decode(b'null')
seen = type(run).__name__
print(seen)
assert seen
