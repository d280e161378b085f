"""fails-cleanly: got TypeError: 'str' object cannot be interpreted as an integer."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'tools': [{'type': 'function', 'function': []}]}))
