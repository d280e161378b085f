"""decodes-valid: got ValueError: 'incomplete' is not a valid ARunOnAThreadStatus."""

from sdk import body, decode, raises

with raises("ValueError"):
    decode(body({'status': 'incomplete', 'started_at': 1700000000, 'expires_at': None, 'completed_at': 1700000000, 'incomplete_details': {'reason': 'max_completion_tokens'}, 'usage': {'prompt_tokens': 0, 'completion_tokens': 0, 'total_tokens': 0}}))
