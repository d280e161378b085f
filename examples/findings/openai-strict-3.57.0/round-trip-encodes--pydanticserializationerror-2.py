"""round-trip-encodes: got PydanticSerializationError: Error serializing to JSON: ValueError: Maximum serializati…."""

from sdk import Raw, body, decode, raises

run = decode(body({'instructions': '', 'parallel_tool_calls': True, 'unknown': Raw((b'[' * 600 + b']' * 600).decode())}))
with raises("PydanticSerializationError"):
    run.to_json()
