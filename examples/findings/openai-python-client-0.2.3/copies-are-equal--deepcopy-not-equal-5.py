"""copies-are-equal: got False."""

from sdk import body, decode

import copy
run = decode(body({'status': 'completed', 'started_at': 1700000000, 'expires_at': None, 'completed_at': 1700000000, 'usage': {'prompt_tokens': 0, 'completion_tokens': 0, 'total_tokens': 0}}, without=('temperature',)))
seen = run == copy.deepcopy(run)
print(seen)
assert not seen
