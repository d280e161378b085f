"""round-trip-absent-and-null at /metadata/required_action: sent (not there), got null."""

import json

from sdk import body, decode

run = decode(body({'metadata': {'object': 'thread.run'}}))
seen = json.dumps(json.loads(json.dumps(run, default=lambda part: part.__dict__))["metadata"]["required_action"])
print(seen)
assert seen == 'null'
