"""no-silent-corruption at /max_completion_tokens: sent 1.5, got 1."""

import json

from sdk import body, decode

run = decode(body({'max_completion_tokens': 1.5}))
seen = json.dumps(json.loads(json.dumps(run.as_dict()))["max_completion_tokens"])
print(seen)
assert seen == '1'
