"""round-trip-encodes: got PydanticSerializationError: Error serializing to JSON: ValueError: Maximum serializati…."""

from sdk import Raw, body, decode, raises

run = decode(body({'unknown': Raw((b'[' * 600 + b']' * 600).decode())}))
with raises("PydanticSerializationError"):
    run.model_dump_json(exclude_unset=True)
