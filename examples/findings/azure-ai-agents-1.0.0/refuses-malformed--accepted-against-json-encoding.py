"""refuses-malformed: got accepted, as ThreadRun."""

from sdk import decode

run = decode(b'{"id": "\xff"}')
seen = type(run).__name__
print(seen)
assert seen
