"""refuses-malformed: got accepted, as NoneType."""

from sdk import decode

run = decode(b'null')
seen = repr(run)
print(seen)
assert seen
