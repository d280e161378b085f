"""accepted-survives: got AttributeError: 'int' object has no attribute 'values'."""

from sdk import body, decode, raises

run = decode(body({'__dataclass_fields__': 1}))
with raises("AttributeError"):
    str(run)
