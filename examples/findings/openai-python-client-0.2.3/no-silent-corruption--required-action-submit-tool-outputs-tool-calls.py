"""no-silent-corruption at /required_action/submit_tool_outputs/tool_calls: sent '', got []."""

import json

from sdk import body, decode

run = decode(body({'required_action': {'type': 'submit_tool_outputs', 'submit_tool_outputs': {'tool_calls': ''}}}))
seen = json.dumps(json.loads(json.dumps(run.to_dict()))["required_action"]["submit_tool_outputs"]["tool_calls"])
print(seen)
assert seen == '[]'
