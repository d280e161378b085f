"""accepted-survives at /metadata: got DeserializationError."""

from sdk import body, decode, raises

run = decode(body({'metadata': 0}))
with raises("DeserializationError"):
    run.metadata
