"""round-trip-unknowns at /tools/0/function/__dict__: sent {}, got (not there)."""

import json

from sdk import body, decode

run = decode(body({'tools': [{'type': 'function', 'function': {'name': 'f', '__dict__': {}}}]}))
seen = json.dumps(json.loads(json.dumps(run, default=lambda part: part.__dict__))["tools"][0]["function"].get("__dict__", "(not there)"))
print(seen)
assert seen == '"(not there)"'
