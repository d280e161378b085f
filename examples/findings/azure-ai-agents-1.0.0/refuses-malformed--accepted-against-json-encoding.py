"""refuses-malformed: got accepted, as ThreadRun."""

from sdk import decode

run = decode(b'{"id": "\xff"}')
seen = repr(run)
print(seen)
assert seen
