"""reads-types at /metadata/c: sent true, got 'True'."""

from sdk import body, decode

run = decode(body({'metadata': {'c': True}}))
seen = run.metadata["c"]
print(seen)
assert seen == 'True'
