"""decodes-valid: got ValueError: 'json_schema' is not a valid AssistantsApiResponseFormatType."""

from sdk import body, decode, raises

with raises("ValueError"):
    decode(body({'response_format': {'type': 'json_schema', 'json_schema': {'name': 'answer'}}}))
