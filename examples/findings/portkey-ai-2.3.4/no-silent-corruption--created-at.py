"""no-silent-corruption at /created_at: sent '1700000000', got 1700000000."""

import json

from sdk import body, decode

run = decode(body({'created_at': '1700000000'}))
seen = json.dumps(json.loads(run.model_dump_json(exclude_unset=True))["created_at"])
print(seen)
assert seen == '1700000000'
