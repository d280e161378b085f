"""no-silent-corruption at /tools/0/function/strict: sent 'true', got true."""

import json

from sdk import body, decode

run = decode(body({'tools': [{'type': 'function', 'function': {'name': 'f', 'strict': 'true'}}]}))
seen = json.dumps(json.loads(run.model_dump_json(exclude_unset=True))["tools"][0]["function"]["strict"])
print(seen)
assert seen == 'true'
