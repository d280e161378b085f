"""one-place-one-class at /metadata: got of class Run."""

from sdk import body, decode

a = decode(body({'status': 'cancelling', 'started_at': 1700000000, 'metadata': {'a-b': '0', 'a_b': '1', 'a b': '2', 'a.b': '3', 'ab': '4', 'aB': '5', 'A_B': '6'}}))
b = decode(body({'metadata': {'object': 'thread.run'}}))
seen = [type(a.metadata).__name__, type(b.metadata).__name__]
print(seen)
assert seen[0] != seen[1]
