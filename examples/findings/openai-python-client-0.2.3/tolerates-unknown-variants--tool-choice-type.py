"""tolerates-unknown-variants at /tool_choice/type: got ValueError: 'brand_new' is not a valid AssistantsNamedToo…."""

from sdk import body, decode, raises

with raises("ValueError"):
    decode(body({'tool_choice': {'type': 'brand_new'}}))
