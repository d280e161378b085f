"""no-silent-corruption at /tool_resources/code_interpreter/file_ids: sent '', got '<generator object _deserializ…."""

from sdk import body, decode

run = decode(body({'tool_resources': {'code_interpreter': {'file_ids': ''}}}))
seen = run.tool_resources.code_interpreter.file_ids
print(seen)
assert str(seen).startswith('<generator object _deserialize_sequence.<locals>.<genexpr>')
