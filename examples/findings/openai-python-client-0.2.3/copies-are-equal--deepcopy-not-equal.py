"""copies-are-equal: got False."""

from sdk import body, decode

import copy
run = decode(body({'truncation_strategy': {'type': 'last_messages'}}))
seen = run == copy.deepcopy(run)
print(seen)
assert not seen
