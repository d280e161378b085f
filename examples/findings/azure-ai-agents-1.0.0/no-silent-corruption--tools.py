"""no-silent-corruption at /tools: sent '', got '<generator object _deserialize_sequence.<locals>.<genexpr> at 0x…."""

import json

from sdk import body, decode

run = decode(body({'tools': ''}))
seen = json.dumps(json.loads(json.dumps(run.as_dict()))["tools"])
print(seen)
assert seen.startswith('"<generator object _deserialize_sequence.<locals>.<genexpr>')
