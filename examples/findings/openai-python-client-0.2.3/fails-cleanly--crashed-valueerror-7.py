"""fails-cleanly: got ValueError: '' is not a valid ThreadTruncationControlsType."""

from sdk import body, decode, raises

with raises("ValueError"):
    decode(body({'truncation_strategy': {'type': ''}}))
