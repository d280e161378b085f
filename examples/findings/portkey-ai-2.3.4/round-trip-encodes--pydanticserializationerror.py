"""round-trip-encodes: got PydanticSerializationError: Error serializing to JSON: UnicodeEncodeError: 'utf-8' cod…."""

from sdk import body, decode, raises

run = decode(body({'id': '\ud800'}))
with raises("PydanticSerializationError"):
    run.model_dump_json(exclude_unset=True)
