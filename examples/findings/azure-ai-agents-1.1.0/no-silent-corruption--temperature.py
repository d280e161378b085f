"""no-silent-corruption at /temperature: sent '1.0', got 1.0."""

import json

from sdk import body, decode

run = decode(body({'temperature': '1.0'}))
seen = json.dumps(json.loads(json.dumps(run.as_dict()))["temperature"])
print(seen)
assert seen == '1.0'
