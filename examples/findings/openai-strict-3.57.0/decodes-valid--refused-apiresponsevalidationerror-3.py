"""decodes-valid: got APIResponseValidationError: Data returned by API invalid for expected schema.."""

from sdk import body, decode, raises

with raises("APIResponseValidationError"):
    decode(body({'instructions': ''}))
