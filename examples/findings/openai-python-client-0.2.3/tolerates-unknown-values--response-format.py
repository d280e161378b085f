"""tolerates-unknown-values at /response_format: got TypeError."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'response_format': 'brand_new'}))
