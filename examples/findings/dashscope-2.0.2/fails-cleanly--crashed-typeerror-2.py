"""fails-cleanly: got TypeError: list indices must be integers or slices, not str."""

from sdk import decode, raises

with raises("TypeError"):
    decode(b'[]')
