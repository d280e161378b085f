"""fails-cleanly: got TypeError: 'int' object does not support item assignment."""

from sdk import decode, raises

with raises("TypeError"):
    decode(b'0')
