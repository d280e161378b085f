"""fails-cleanly: got ValueError: '' is not a valid ARunOnAThreadObject."""

from sdk import body, decode, raises

with raises("ValueError"):
    decode(body({'object': ''}))
