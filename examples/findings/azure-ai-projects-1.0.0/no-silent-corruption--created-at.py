"""no-silent-corruption at /created_at: sent true, got 1."""

import json

from sdk import body, decode

run = decode(body({'created_at': True}))
seen = json.dumps(json.loads(json.dumps(run.as_dict()))["created_at"])
print(seen)
assert seen == '1'
