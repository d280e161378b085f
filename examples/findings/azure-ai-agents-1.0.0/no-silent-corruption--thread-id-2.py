"""no-silent-corruption at /thread_id: sent true, got 'True'."""

import json

from sdk import body, decode

run = decode(body({'thread_id': True}))
seen = json.dumps(json.loads(json.dumps(run.as_dict()))["thread_id"])
print(seen)
assert seen == '"True"'
