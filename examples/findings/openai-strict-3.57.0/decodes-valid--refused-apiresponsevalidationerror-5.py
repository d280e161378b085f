"""decodes-valid: got APIResponseValidationError: Data returned by API invalid for expected schema.."""

from sdk import Raw, body, decode, raises

with raises("APIResponseValidationError"):
    decode(body({'status': 'failed', 'started_at': 1700000000, 'expires_at': None, 'failed_at': 1700000000, 'last_error': Raw('{"code":"invalid_image_url","message":"😀👨\u200d👩\u200d👧 astral"}'), 'instructions': '', 'usage': {'prompt_tokens': 0, 'completion_tokens': 0, 'total_tokens': 0}}))
