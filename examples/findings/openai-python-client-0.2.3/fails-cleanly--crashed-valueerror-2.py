"""fails-cleanly: got ValueError: 0 is not a valid ARunOnAThreadObject."""

from sdk import body, decode, raises

with raises("ValueError"):
    decode(body({'object': 0}))
