"""round-trip-encodes: got AttributeError: 'dict' object has no attribute 'as_dict'."""

import json

from sdk import body, decode, raises

run = decode(body({'tools': 0}))
with raises("AttributeError"):
    json.dumps(run.as_dict())
