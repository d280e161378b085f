"""round-trip-encodes: got AttributeError: 'dict' object has no attribute 'as_dict'."""

import json

from sdk import Raw, body, decode, raises

run = decode(body({'unknown': Raw((b'[' * 600 + b']' * 600).decode())}))
with raises("AttributeError"):
    json.dumps(run.as_dict())
