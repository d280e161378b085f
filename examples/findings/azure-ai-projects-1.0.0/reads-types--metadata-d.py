"""reads-types at /metadata/d: sent [], got '[]'."""

from sdk import body, decode

run = decode(body({'metadata': {'d': []}}))
seen = run.metadata["d"]
print(seen)
assert seen == '[]'
