"""fails-cleanly: got ValidationError: 1 validation error for Run."""

from sdk import body, decode, raises

with raises("ValidationError"):
    decode(body({'truncation_strategy': 0}))
