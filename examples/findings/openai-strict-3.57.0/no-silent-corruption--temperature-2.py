"""no-silent-corruption at /temperature: sent -Infinity, got null."""

import json

from sdk import decode

run = decode(b'{"id":"run_000000000000000000000027","object":"thread.run","created_at":1,"assistant_id":"asst_000000000000000000000027","thread_id":"thread_000000000000000000000027","status":"expired","started_at":2,"expires_at":null,"cancelled_at":null,"failed_at":null,"completed_at":62,"required_action":null,"last_error":null,"model":"gpt-4o","instructions":"combining e\xcc\x81 and composed \xc3\xa9","tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","required":["n0","n7","n14","n21","n2","n9","n16","n23","n4","n11","n18","n25","n6","n13","n20","n1","n8","n15","n22","n3","n10","n17","n24","n5","n12","n19","n21","n21"],"properties":{}}}}],"tool_resources":{"file_search":{"vector_store_ids":[]},"code_interpreter":null},"metadata":{"key00":"0","key01":"1","key02":"2","key03":"3","key04":"4","key05":"5","key06":"6","key07":"7","key08":"8","key09":"9","key10":"10","key11":"11","key12":"12","key13":"13","key14":"14","key15":"15"},"temperature":-Infinity,"top_p":1e-07,"reasoning_effort":null,"max_completion_tokens":null,"max_prompt_tokens":9007199254740991,"truncation_strategy":{"type":"auto"},"incomplete_details":null,"usage":{"prompt_tokens":0,"completion_tokens":1,"total_tokens":1,"prompt_token_details":null,"completion_tokens_details":null,"prompt_tokens_details":null},"response_format":"auto","tool_choice":{"type":"function","function":{"name":"f"}},"parallel_tool_calls":false}')
seen = json.dumps(json.loads(run.to_json())["temperature"])
print(seen)
assert seen == 'null'
