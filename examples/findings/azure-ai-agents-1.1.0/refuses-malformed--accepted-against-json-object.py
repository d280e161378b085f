"""refuses-malformed: got accepted, as int."""

from sdk import decode

run = decode(b'0')
seen = type(run).__name__
print(seen)
assert seen
