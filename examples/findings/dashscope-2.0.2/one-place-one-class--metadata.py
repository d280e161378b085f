"""one-place-one-class at /metadata: got of class Run."""

from sdk import body, decode

a = decode(body({'tool_resources': {'file_search': None, 'azure_ai_search': {'indexes': [{'object': {'object': 'thread.run'}, 'type': {'type': 'function'}, 'status': ['queued']}]}}}))
b = decode(body({'metadata': {'object': 'thread.run'}}))
seen = [type(a.metadata).__name__, type(b.metadata).__name__]
print(seen)
assert seen[0] != seen[1]
