"""round-trip at /tools/0/azure_function/input_binding/type: sent (not there), got 'storage_queue'."""

import json

from sdk import body, decode

run = decode(body({'status': 'incomplete', 'started_at': 1700000000, 'expires_at': None, 'completed_at': 1700000000, 'tools': [{'type': 'azure_function', 'azure_function': {'function': {'name': 'f'}, 'input_binding': {}}}], 'incomplete_details': {'reason': 'max_completion_tokens'}, 'usage': {'prompt_tokens': 0, 'completion_tokens': 0, 'total_tokens': 0}}))
seen = json.dumps(json.loads(json.dumps(run.as_dict()))["tools"][0]["azure_function"]["input_binding"]["type"])
print(seen)
assert seen == '"storage_queue"'
