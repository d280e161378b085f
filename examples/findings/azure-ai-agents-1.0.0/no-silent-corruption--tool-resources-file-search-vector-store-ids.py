"""no-silent-corruption at /tool_resources/file_search/vector_store_ids: sent '', got '<generator object _deseria…."""

from sdk import body, decode

run = decode(body({'tool_resources': {'file_search': {'vector_store_ids': ''}}}))
seen = run.tool_resources.file_search.vector_store_ids
print(seen)
assert str(seen).startswith('<generator object _deserialize_sequence.<locals>.<genexpr>')
