"""decodes-valid: got APIResponseValidationError: Data returned by API invalid for expected schema.."""

from sdk import body, decode, raises

with raises("APIResponseValidationError"):
    decode(body({'status': 'incomplete', 'started_at': 1700000000, 'expires_at': None, 'completed_at': 1700000000, 'incomplete_details': {'reason': 'content_filter'}, 'usage': {'prompt_tokens': 0, 'completion_tokens': 0, 'total_tokens': 0}}))
