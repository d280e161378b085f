"""fails-cleanly: got AttributeError: 'int' object has no attribute 'copy'."""

from sdk import body, decode, raises

with raises("AttributeError"):
    decode(body({'truncation_strategy': 0}))
