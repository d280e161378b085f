"""fails-cleanly: got KeyError: 'type'."""

from sdk import body, decode, raises

with raises("KeyError"):
    decode(body({'tools': [{}]}))
