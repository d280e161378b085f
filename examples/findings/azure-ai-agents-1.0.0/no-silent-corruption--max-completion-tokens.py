"""no-silent-corruption at /max_completion_tokens: sent 1.5, got 1."""

from sdk import body, decode

run = decode(body({'max_completion_tokens': 1.5}))
seen = run.max_completion_tokens
print(seen)
assert repr(seen) == '1'
