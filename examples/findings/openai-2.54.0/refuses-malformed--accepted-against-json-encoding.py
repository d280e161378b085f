"""refuses-malformed: got accepted, as Run."""

from sdk import decode

run = decode(b'\xff\xfe{\x00}\x00')
seen = type(run).__name__
print(seen)
assert seen
