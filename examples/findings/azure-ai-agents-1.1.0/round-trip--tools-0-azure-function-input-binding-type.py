"""round-trip at /tools/0/azure_function/input_binding/type: sent (not there), got 'storage_queue'."""

import json

from sdk import body, decode

run = decode(body({'tools': [{'type': 'azure_function', 'azure_function': {'input_binding': {}}}]}))
seen = json.dumps(json.loads(json.dumps(run.as_dict()))["tools"][0]["azure_function"]["input_binding"]["type"])
print(seen)
assert seen == '"storage_queue"'
