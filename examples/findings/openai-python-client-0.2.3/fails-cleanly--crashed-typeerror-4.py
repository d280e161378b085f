"""fails-cleanly: got TypeError."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'tools': [0]}))
