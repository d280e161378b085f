"""copies-are-equal: got False."""

from sdk import body, decode

import copy
run = decode(body({'status': 'completed', 'started_at': 1700000000, 'expires_at': None, 'completed_at': 1700000000, 'model': 1.5, 'truncation_strategy': {'type': 'auto'}, 'usage': {'prompt_tokens': 0, 'completion_tokens': 0, 'total_tokens': 0}}))
seen = run == copy.deepcopy(run)
print(seen)
assert not seen
