"""fails-cleanly: got KeyError: 'id'."""

from sdk import decode, raises

with raises("KeyError"):
    decode(b'\xff\xfe{\x00}\x00')
