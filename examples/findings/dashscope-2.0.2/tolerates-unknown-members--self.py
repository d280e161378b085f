"""tolerates-unknown-members at /self: got TypeError: Run.__init__() got multiple values for argument 'self'."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'self': []}))
