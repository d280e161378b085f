"""fails-cleanly: got TypeError: argument of type 'int' is not iterable."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'tools': [0]}))
