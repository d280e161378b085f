"""tolerates-unknown-values at /status: got ValueError: 'brand_new' is not a valid ARunOnAThreadStatus."""

from sdk import body, decode, raises

with raises("ValueError"):
    decode(body({'status': 'brand_new'}))
