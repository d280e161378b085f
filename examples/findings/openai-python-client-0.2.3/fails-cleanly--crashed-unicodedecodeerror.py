"""fails-cleanly: got UnicodeDecodeError: 'utf-8' codec can't decode byte 0x8b in position 1: invalid start byte."""

from sdk import decode, raises

with raises("UnicodeDecodeError"):
    decode(b'\x1f\x8b\x08\x00')
