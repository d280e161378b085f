"""fails-cleanly: got AttributeError: 'int' object has no attribute 'copy'."""

from sdk import decode, raises

with raises("AttributeError"):
    decode(b'0')
