"""no-silent-corruption at /thread_id: sent true, got 'True'."""

from sdk import body, decode

run = decode(body({'thread_id': True}))
seen = run.thread_id
print(seen)
assert seen == 'True'
