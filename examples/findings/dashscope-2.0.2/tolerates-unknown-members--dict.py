"""tolerates-unknown-members at /__dict__: got TypeError: __dict__ must be set to a dictionary, not a 'float'."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'__dict__': 0.5}))
