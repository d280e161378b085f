"""round-trip-unknowns at /response_format/json_schema/schema: sent (not there), got null."""

import json

from sdk import body, decode

run = decode(body({'response_format': {'type': 'json_schema', 'json_schema': {'name': 'answer', 'schema_': {}}}}))
seen = json.dumps(json.loads(run.to_json())["response_format"]["json_schema"]["schema"])
print(seen)
assert seen == 'null'
