"""fails-cleanly: got JSONDecodeError: Expecting value: line 1 column 1 (char 0)."""

from sdk import decode, raises

with raises("JSONDecodeError"):
    decode(b'')
