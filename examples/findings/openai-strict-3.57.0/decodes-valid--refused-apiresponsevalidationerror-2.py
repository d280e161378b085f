"""decodes-valid: got APIResponseValidationError: Data returned by API invalid for expected schema.."""

from sdk import body, decode, raises

with raises("APIResponseValidationError"):
    decode(body({'instructions': '', 'tools': [{'type': 'file_search', 'file_search': {'ranking_options': {}}}], 'parallel_tool_calls': True}))
