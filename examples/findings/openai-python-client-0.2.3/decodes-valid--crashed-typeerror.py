"""decodes-valid: got TypeError."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'tool_choice': None}))
