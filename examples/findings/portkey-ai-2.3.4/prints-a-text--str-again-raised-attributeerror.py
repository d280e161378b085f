"""prints-a-text: got AttributeError: 'Run' object has no attribute '_headers'."""

from sdk import body, decode, raises

run = decode(body())
str(run)
with raises("AttributeError"):
    str(run)
