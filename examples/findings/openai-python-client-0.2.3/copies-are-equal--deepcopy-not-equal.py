"""copies-are-equal: got False."""

from sdk import body, decode

import copy
run = decode(body({'tool_choice': {'type': 'file_search'}}))
seen = run == copy.deepcopy(run)
print(seen)
assert not seen
