"""reads-types at /metadata/e: sent {}, got '{}'."""

from sdk import body, decode

run = decode(body({'metadata': {'e': {}}}))
seen = run.metadata["e"]
print(seen)
assert seen == '{}'
