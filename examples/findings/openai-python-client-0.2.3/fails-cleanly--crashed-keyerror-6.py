"""fails-cleanly: got KeyError: 'name'."""

from sdk import body, decode, raises

with raises("KeyError"):
    decode(body({'tool_choice': {'type': 'function', 'function': {}}}))
