"""decodes-valid: got APIResponseValidationError: Data returned by API invalid for expected schema.."""

from sdk import body, decode, raises

with raises("APIResponseValidationError"):
    decode(body({'instructions': '', 'response_format': 'none', 'parallel_tool_calls': True}))
