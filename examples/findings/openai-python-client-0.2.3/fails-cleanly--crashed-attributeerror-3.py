"""fails-cleanly: got AttributeError: 'int' object has no attribute 'copy'."""

from sdk import body, decode, raises

with raises("AttributeError"):
    decode(body({'tools': [{'type': 'function', 'function': {'name': 'f', 'parameters': 0}}]}))
