"""no-silent-corruption at /parallel_tool_calls: sent 'true', got true."""

import json

from sdk import body, decode

run = decode(body({'parallel_tool_calls': 'true'}))
seen = json.dumps(json.loads(run.model_dump_json(exclude_unset=True))["parallel_tool_calls"])
print(seen)
assert seen == 'true'
