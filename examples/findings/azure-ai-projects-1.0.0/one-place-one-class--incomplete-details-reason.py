"""one-place-one-class at /incomplete_details/reason: got of class str."""

from sdk import body, decode

a = decode(b'{"id":"run_000000000000000000000000","object":"thread.run","created_at":32503680000,"assistant_id":"asst_000000000000000000000000","thread_id":"thread_000000000000000000000000","status":"incomplete","started_at":32503680600,"expires_at":null,"cancelled_at":null,"failed_at":null,"completed_at":32503767000,"required_action":null,"last_error":null,"model":"gpt-4o","instructions":"drawn text","tools":[{"type":"file_search","file_search":{}}],"tool_resources":{"code_interpreter":{"file_ids":[]}},"metadata":{"":""},"temperature":0.7,"top_p":1.0,"reasoning_effort":null,"max_completion_tokens":2147483648,"max_prompt_tokens":256,"truncation_strategy":{"type":"last_messages","last_messages":2147483648},"incomplete_details":{"reason":"max_completion_tokens"},"usage":{"prompt_tokens":0,"completion_tokens":1,"total_tokens":1,"prompt_token_details":{"cached_tokens":3},"completion_tokens_details":{"reasoning_tokens":7}},"response_format":"auto","tool_choice":{"type":"bing_custom_search"}}')
b = decode(body({'status': 'incomplete', 'started_at': 1700000000, 'expires_at': None, 'completed_at': 1700000000, 'incomplete_details': {'reason': 'content_filter'}, 'usage': {'prompt_tokens': 0, 'completion_tokens': 0, 'total_tokens': 0}}))
seen = [type(a.incomplete_details.reason).__name__, type(b.incomplete_details.reason).__name__]
print(seen)
assert seen[0] != seen[1]
