"""no-silent-corruption at /tools/0/file_search/ranking_options/hybrid_search/default: sent Infinity, got null."""

import json

from sdk import Raw, body, decode

run = decode(body({'instructions': '', 'tools': Raw('[{"type":"file_search","file_search":{"max_num_results":1,"ranking_options":{"score_threshold":0.5,"ranker":"auto","hybrid_search":{"default":1e400}}}}]'), 'parallel_tool_calls': True}))
seen = json.dumps(json.loads(run.to_json())["tools"][0]["file_search"]["ranking_options"]["hybrid_search"]["default"])
print(seen)
assert seen == 'null'
