"""fails-cleanly: got TypeError: unhashable type: 'list'."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'tools': [{'type': []}]}))
