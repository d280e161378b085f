"""refuses-malformed: got accepted, as Run."""

from sdk import decode

run = decode(b'\xff\xfe{\x00}\x00')
seen = repr(run)
print(seen)
assert seen
