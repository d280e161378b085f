"""fails-cleanly: got KeyError: 'function'."""

from sdk import body, decode, raises

with raises("KeyError"):
    decode(body({'tools': [{'type': 'function'}]}))
