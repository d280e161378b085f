"""no-silent-corruption at /tool_resources/azure_ai_search/indexes: sent '', got '<generator object _deserialize_…."""

import json

from sdk import body, decode

run = decode(body({'tool_resources': {'azure_ai_search': {'indexes': ''}}}))
seen = json.dumps(json.loads(json.dumps(run.as_dict()))["tool_resources"]["azure_ai_search"]["indexes"])
print(seen)
assert seen.startswith('"<generator object _deserialize_sequence.<locals>.<genexpr>')
