"""no-silent-corruption at /parallel_tool_calls: sent 'true', got true."""

import json

from sdk import body, decode

run = decode(body({'parallel_tool_calls': 'true'}))
seen = json.dumps(json.loads(json.dumps(run.as_dict()))["parallel_tool_calls"])
print(seen)
assert seen == 'true'
