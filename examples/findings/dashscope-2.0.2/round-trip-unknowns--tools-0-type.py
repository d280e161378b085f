"""round-trip-unknowns at /tools/0/type: sent 'code_interpreter', got (not there)."""

import json

from sdk import body, decode

run = decode(body({'tools': [{'type': 'code_interpreter', '__dict__': {}}]}))
seen = json.dumps(json.loads(json.dumps(run, default=lambda part: part.__dict__))["tools"][0].get("type", "(not there)"))
print(seen)
assert seen == '"(not there)"'
