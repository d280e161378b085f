"""fails-cleanly: got ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 d…."""

from sdk import decode, raises

with raises("ValueError"):
    decode(b'{"id":"run_000000000000000000000000","object":"thread.run","created_at":1700000000,"assistant_id":"asst_000000000000000000000000","thread_id":"thread_000000000000000000000000","status":"queued","started_at":null,"expires_at":1700000600,"cancelled_at":null,"failed_at":null,"completed_at":null,"required_action":null,"last_error":null,"model":"gpt-4o","instructions":null,"tools":[],"tool_resources":{},"metadata":{},"temperature":1.0,"top_p":1.0,"max_completion_tokens":null,"max_prompt_tokens":' + b'7' * 5000 + b',"truncation_strategy":{"type":"auto","last_messages":null},"incomplete_details":null,"usage":null,"response_format":"auto","tool_choice":"auto"}')
