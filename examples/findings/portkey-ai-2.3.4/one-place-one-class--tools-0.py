"""one-place-one-class at /tools/0: got of class ToolCodeInterpreter."""

from sdk import body, decode

a = decode(b'{"id":"run_000000000000000000000000","object":"thread.run","created_at":1784734249,"assistant_id":"asst_000000000000000000000000","thread_id":"thread_000000000000000000000000","status":"requires_action","started_at":1784734249,"expires_at":1784736049,"cancelled_at":null,"failed_at":null,"completed_at":null,"required_action":{"type":"submit_tool_outputs","submit_tool_outputs":{"tool_calls":[{"id":"call_000000000000000000000000","type":"function","function":{"name":"f","arguments":"{}"}},{"id":"call_000000000000000000000001","type":"function","function":{"name":"f","arguments":"{}"}}]}},"last_error":null,"model":"gpt-4o-2024-08-06","instructions":"line\xe2\x80\xa8separator\xe2\x80\xa9 bom\xef\xbb\xbf nbsp\xc2\xa0","tools":[{"type":"file_search","file_search":{"max_num_results":1,"ranking_options":{"score_threshold":0.5,"ranker":"auto"}}},{"type":"function","function":{"name":"f"}}],"tool_resources":{"code_interpreter":null,"file_search":null,"azure_ai_search":null},"metadata":{"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk":"' + b'v' * 512 + b'"},"temperature":1.0,"top_p":1,"reasoning_effort":"medium","max_completion_tokens":9007199254740991,"max_prompt_tokens":2147483647,"truncation_strategy":{"type":"last_messages","last_messages":2147483648},"incomplete_details":null,"usage":null,"response_format":{"type":"text"},"tool_choice":"auto"}')
b = decode(body({'tools': [{'type': 'file_search'}]}))
seen = [{type(each).__name__ for each in a.tools if each.type == b.tools[0].type}, type(b.tools[0]).__name__]
print(seen)
assert seen[0] != {seen[1]}
