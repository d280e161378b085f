"""fails-cleanly: got TypeError: 'str' object cannot be interpreted as an integer."""

from sdk import decode, raises

with raises("TypeError"):
    decode(b'[]')
