"""tolerates-unknown-members at /__class__: got TypeError: __class__ must be set to a class, not 'NoneType' objec…."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'__class__': None}))
