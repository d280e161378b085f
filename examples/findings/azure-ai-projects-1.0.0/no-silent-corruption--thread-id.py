"""no-silent-corruption at /thread_id: sent 0, got '0'."""

import json

from sdk import body, decode

run = decode(body({'thread_id': 0}))
seen = json.dumps(json.loads(json.dumps(run.as_dict()))["thread_id"])
print(seen)
assert seen == '"0"'
