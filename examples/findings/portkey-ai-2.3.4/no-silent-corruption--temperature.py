"""no-silent-corruption at /temperature: sent Infinity, got null."""

import json

from sdk import Raw, body, decode

run = decode(body({'temperature': Raw('1e400')}))
seen = json.dumps(json.loads(run.model_dump_json(exclude_unset=True))["temperature"])
print(seen)
assert seen == 'null'
