"""no-silent-corruption at /temperature: sent '1.0', got 1.0."""

from sdk import body, decode

run = decode(body({'temperature': '1.0'}))
seen = run.temperature
print(seen)
assert repr(seen) == '1.0'
