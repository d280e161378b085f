"""no-silent-corruption at /created_at: sent true, got 1."""

from sdk import body, decode

run = decode(body({'created_at': True}))
seen = run.created_at
print(seen)
assert getattr(seen, 'timestamp', lambda: seen)() == 1
