"""reads-types at /metadata/a: sent 1, got '1'."""

from sdk import body, decode

run = decode(body({'metadata': {'a': 1}}))
seen = run.metadata["a"]
print(seen)
assert seen == '1'
