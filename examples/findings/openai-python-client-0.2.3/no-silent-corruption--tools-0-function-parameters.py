"""no-silent-corruption at /tools/0/function/parameters: sent [], got {}."""

import json

from sdk import body, decode

run = decode(body({'tools': [{'type': 'function', 'function': {'name': 'f', 'parameters': []}}]}))
seen = json.dumps(json.loads(json.dumps(run.to_dict()))["tools"][0]["function"]["parameters"])
print(seen)
assert seen == '{}'
