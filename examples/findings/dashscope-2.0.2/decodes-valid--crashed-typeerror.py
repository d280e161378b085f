"""decodes-valid: got TypeError: 'NoneType' object is not iterable."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'tools': [{'type': 'function', 'function': {'name': 'f', 'parameters': {'object': 'thread.run', 'tools': None}}}]}))
