"""fails-cleanly: got TypeError: string indices must be integers, not 'str'."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'tools': {'type': 'code_interpreter'}}))
