"""fails-cleanly: got TypeError: 'NoneType' object is not iterable."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'tools': None}))
