"""tolerates-unknown-values at /tool_choice: got TypeError."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'tool_choice': 'brand_new'}))
