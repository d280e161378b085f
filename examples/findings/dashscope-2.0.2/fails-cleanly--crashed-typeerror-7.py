"""fails-cleanly: got TypeError: 'int' object is not iterable."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'tools': 0}))
