"""round-trip at /status_code: sent (not there), got 200."""

import json

from sdk import body, decode

run = decode(body())
seen = json.dumps(json.loads(json.dumps(run, default=lambda part: part.__dict__))["status_code"])
print(seen)
assert seen == '200'
