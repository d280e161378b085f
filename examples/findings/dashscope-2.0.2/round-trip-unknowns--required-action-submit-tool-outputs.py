"""round-trip-unknowns at /required_action/submit_tool_outputs: sent (not there), got {'tool_calls': []}."""

import json

from sdk import body, decode

run = decode(body({'required_action': {'type': 'brand_new'}}))
seen = json.dumps(json.loads(json.dumps(run, default=lambda part: part.__dict__))["required_action"]["submit_tool_outputs"])
print(seen)
assert seen == '{"tool_calls": []}'
