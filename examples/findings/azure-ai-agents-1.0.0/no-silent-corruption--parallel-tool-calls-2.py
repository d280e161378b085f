"""no-silent-corruption at /parallel_tool_calls: sent 0, got false."""

from sdk import body, decode

run = decode(body({'parallel_tool_calls': 0}))
seen = run.parallel_tool_calls
print(seen)
assert seen is False
