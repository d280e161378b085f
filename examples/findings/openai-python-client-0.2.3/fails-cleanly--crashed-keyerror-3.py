"""fails-cleanly: got KeyError: 'name'."""

from sdk import body, decode, raises

with raises("KeyError"):
    decode(body({'tools': [{'type': 'function', 'function': {}}]}))
