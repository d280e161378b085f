"""no-silent-corruption at /temperature: sent Infinity, got null."""

import json

from sdk import Raw, body, decode

run = decode(body({'instructions': '', 'temperature': Raw('1e400'), 'parallel_tool_calls': True}))
seen = json.dumps(json.loads(run.to_json())["temperature"])
print(seen)
assert seen == 'null'
