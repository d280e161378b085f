"""tolerates-unknown-members at /_fields_set: got AttributeError: 'int' object has no attribute 'add'."""

from sdk import body, decode, raises

with raises("AttributeError"):
    decode(body({'_fields_set': 9007199254740991}))
