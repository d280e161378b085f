"""no-silent-corruption at /expires_at: sent '1700000000', got 1700000000."""

import json

from sdk import body, decode

run = decode(body({'expires_at': '1700000000'}))
seen = json.dumps(json.loads(run.to_json())["expires_at"])
print(seen)
assert seen == '1700000000'
