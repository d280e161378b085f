"""no-silent-corruption at /tools: sent '', got []."""

import json

from sdk import body, decode

run = decode(body({'tools': ''}))
seen = json.dumps(json.loads(json.dumps(run, default=lambda part: part.__dict__))["tools"])
print(seen)
assert seen == '[]'
