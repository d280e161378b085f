"""no-silent-corruption at /max_prompt_tokens: sent NaN, got null."""

import json

from sdk import Raw, body, decode

run = decode(body({'max_prompt_tokens': Raw('NaN')}))
seen = json.dumps(json.loads(run.to_json())["max_prompt_tokens"])
print(seen)
assert seen == 'null'
