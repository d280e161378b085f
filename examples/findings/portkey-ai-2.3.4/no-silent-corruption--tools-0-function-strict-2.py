"""no-silent-corruption at /tools/0/function/strict: sent 0, got false."""

import json

from sdk import body, decode

run = decode(body({'tools': [{'type': 'function', 'function': {'name': 'f', 'strict': 0}}]}))
seen = json.dumps(json.loads(run.model_dump_json(exclude_unset=True))["tools"][0]["function"]["strict"])
print(seen)
assert seen == 'false'
