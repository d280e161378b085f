"""declared-classes at /tools/0/function/parameters: got a Run."""

from sdk import body, decode

run = decode(body({'tools': [{'type': 'function', 'function': {'name': 'f', 'parameters': {'object': 'thread.run'}}}]}))
seen = type(run.tools[0].function.parameters).__name__
print(seen)
assert seen == 'Run'
