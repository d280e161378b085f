"""no-silent-corruption at /object: sent (not there), got 'thread.run'."""

import json

from sdk import body, decode

run = decode(body(without=('object',)))
seen = json.dumps(json.loads(json.dumps(run.as_dict()))["object"])
print(seen)
assert seen == '"thread.run"'
