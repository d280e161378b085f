"""round-trip-encodes: got TypeError: cannot convert dictionary update sequence element #0 to a sequence."""

import json

from sdk import body, decode, raises

run = decode(body({'tools': [{'type': 'function', 'function': {'name': 'f', 'parameters': [None]}}]}))
with raises("TypeError"):
    json.dumps(run.to_dict())
