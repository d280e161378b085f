"""reads-types at /metadata/key: sent 1.5, got '1.5'."""

from sdk import body, decode

run = decode(body({'metadata': {'key': 1.5}}))
seen = run.metadata["key"]
print(seen)
assert seen == '1.5'
