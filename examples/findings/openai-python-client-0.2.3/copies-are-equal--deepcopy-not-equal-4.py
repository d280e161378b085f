"""copies-are-equal: got False."""

from sdk import body, decode

import copy
run = decode(body({'tools': [{'type': 'function', 'function': {'name': 'f'}}]}))
seen = run == copy.deepcopy(run)
print(seen)
assert not seen
