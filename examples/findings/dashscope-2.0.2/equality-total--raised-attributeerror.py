"""equality-total: got AttributeError: 'Run' object has no attribute 'status_code'."""

from sdk import body, decode, raises

run = decode(body({'metadata': {'object': 'thread.run'}}))
again = decode(body({'metadata': {'object': 'thread.run'}}))
with raises("AttributeError"):
    run == again
