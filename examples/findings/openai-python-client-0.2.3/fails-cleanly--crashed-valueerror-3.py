"""fails-cleanly: got ValueError: None is not a valid ARunOnAThreadObject."""

from sdk import body, decode, raises

with raises("ValueError"):
    decode(body({'object': None}))
