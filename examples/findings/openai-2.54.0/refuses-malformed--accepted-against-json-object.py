"""refuses-malformed: got accepted, as int."""

from sdk import decode

run = decode(b'0')
seen = repr(run)
print(seen)
assert seen
