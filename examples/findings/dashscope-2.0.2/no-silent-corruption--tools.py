"""no-silent-corruption at /tools: sent (not there), got []."""

import json

from sdk import body, decode

run = decode(body(without=('tools',)))
seen = json.dumps(json.loads(json.dumps(run, default=lambda part: part.__dict__))["tools"])
print(seen)
assert seen == '[]'
