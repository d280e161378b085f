"""no-silent-corruption at /required_action: sent (not there), got null."""

import json

from sdk import body, decode

run = decode(body(without=('required_action',)))
seen = json.dumps(json.loads(json.dumps(run, default=lambda part: part.__dict__))["required_action"])
print(seen)
assert seen == 'null'
