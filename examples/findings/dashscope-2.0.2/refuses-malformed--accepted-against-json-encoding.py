"""refuses-malformed: got accepted, as Run."""

from sdk import decode

run = decode(b'{"id": "\xff"}')
seen = type(run).__name__
print(seen)
assert seen
