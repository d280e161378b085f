"""round-trip-unknowns at /_fields_set: sent null, got (not there)."""

import json

from sdk import body, decode

run = decode(body({'_fields_set': None}))
seen = json.dumps(json.loads(run.to_json()).get("_fields_set", "(not there)"))
print(seen)
assert seen == '"(not there)"'
