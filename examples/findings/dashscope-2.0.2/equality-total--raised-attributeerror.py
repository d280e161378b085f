"""equality-total: got AttributeError: 'Run' object has no attribute 'status_code'."""

from sdk import body, decode, raises

run = decode(body({'tools': [{'type': 'function', 'function': {'name': 'f', 'parameters': {'object': 'thread.run'}}}]}))
again = decode(body({'tools': [{'type': 'function', 'function': {'name': 'f', 'parameters': {'object': 'thread.run'}}}]}))
with raises("AttributeError"):
    run == again
