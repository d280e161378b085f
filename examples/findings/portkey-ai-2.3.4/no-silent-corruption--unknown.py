"""no-silent-corruption at /unknown: sent -Infinity, got null."""

import json

from sdk import decode

run = decode(b'{"id":"run_00000000000000000000002U","object":"thread.run","created_at":2147483647,"assistant_id":"asst_00000000000000000000002U","thread_id":"thread_00000000000000000000002U","status":"completed","started_at":2147484247,"expires_at":null,"cancelled_at":null,"failed_at":null,"completed_at":2147484247,"required_action":null,"last_error":null,"model":"my deployment/\xc3\xbc","instructions":"\xf0\x9f\x98\x80\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 astral","tools":[{"type":"file_search","file_search":{}}],"tool_resources":{"code_interpreter":{"file_ids":["file-aaaaaaaaaaaaaaaaaaaaaaaa","file-b"]},"file_search":{"vector_store_ids":["vs_1"]}},"metadata":{},"temperature":-0.0,"top_p":1.0,"reasoning_effort":"high","max_completion_tokens":null,"max_prompt_tokens":4294967296,"truncation_strategy":{"type":"auto"},"incomplete_details":null,"usage":{"prompt_tokens":9007199254740990,"completion_tokens":1,"total_tokens":9007199254740991,"prompt_token_details":{"cached_tokens":2147483648},"prompt_tokens_details":{},"completion_tokens_details":{"reasoning_tokens":9007199254740991}},"response_format":{"type":"json_schema","json_schema":{"name":"answer"}},"tool_choice":{"type":"function","function":{"name":"get_weather"}},"unknown":-Infinity}')
seen = json.dumps(json.loads(run.model_dump_json(exclude_unset=True))["unknown"])
print(seen)
assert seen == 'null'
