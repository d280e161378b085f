"""tolerates-unknown-variants at /response_format/type: got ValueError: 'brand_new' is not a valid AssistantsApiR…."""

from sdk import body, decode, raises

with raises("ValueError"):
    decode(body({'response_format': {'type': 'brand_new'}}))
