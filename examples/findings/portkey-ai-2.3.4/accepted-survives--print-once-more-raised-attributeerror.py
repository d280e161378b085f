"""accepted-survives: got AttributeError: 'Run' object has no attribute '_headers'."""

from sdk import body, decode, raises

run = decode(body())
[str(run), repr(run)]
with raises("AttributeError"):
    [str(run), repr(run)]
