"""copies-are-equal: got TypeError: Object of type Unset is not JSON serializable."""

import json

from sdk import body, decode, raises

import copy
run = decode(body({'tools': [{'type': 'function', 'function': {'name': 'f'}}]}))
run = copy.deepcopy(run)
with raises("TypeError"):
    json.dumps(run.to_dict())
