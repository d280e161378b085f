"""no-silent-corruption at /parallel_tool_calls: sent 'true', got true."""

from sdk import body, decode

run = decode(body({'parallel_tool_calls': 'true'}))
seen = run.parallel_tool_calls
print(seen)
assert seen is True
