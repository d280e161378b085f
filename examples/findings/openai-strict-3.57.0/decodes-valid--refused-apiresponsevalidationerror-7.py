"""decodes-valid: got APIResponseValidationError: Data returned by API invalid for expected schema.."""

from sdk import body, decode, raises

with raises("APIResponseValidationError"):
    decode(body({'created_at': 4294967296, 'expires_at': 4294969096, 'instructions': 'x', 'tools': [{'type': 'file_search', 'file_search': {'ranking_options': {'ranker': 'default-2024-08-21'}}}], 'tool_resources': {'azure_ai_search': {'indexes': [{}]}}, 'parallel_tool_calls': False}))
