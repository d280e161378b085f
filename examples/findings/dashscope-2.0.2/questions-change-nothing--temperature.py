"""questions-change-nothing at /temperature: sent (not there), got null."""

import json

from sdk import body, decode

run = decode(body(without=('temperature',)))
before = json.dumps(run, default=lambda part: part.__dict__)
[str(run), repr(run)]
seen = [before, json.dumps(run, default=lambda part: part.__dict__)]
print(seen)
assert seen[0] != seen[1]
