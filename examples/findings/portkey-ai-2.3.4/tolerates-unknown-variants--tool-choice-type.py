"""tolerates-unknown-variants at /tool_choice/type: got ValidationError: 2 validation errors for Run."""

from sdk import body, decode, raises

with raises("ValidationError"):
    decode(body({'tool_choice': {'type': 'brand_new', 'function': 'not an object'}}))
