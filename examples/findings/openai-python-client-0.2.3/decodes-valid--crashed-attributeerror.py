"""decodes-valid: got AttributeError: 'NoneType' object has no attribute 'copy'."""

from sdk import body, decode, raises

with raises("AttributeError"):
    decode(body({'truncation_strategy': None}))
