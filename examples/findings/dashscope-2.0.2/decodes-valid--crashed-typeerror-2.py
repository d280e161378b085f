"""decodes-valid: got TypeError: unhashable type: 'dict'."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'tools': [{'type': 'function', 'function': {'name': 'f', 'parameters': {'object': {'object': 'thread.run'}}}}]}))
