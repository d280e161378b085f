"""no-silent-corruption at /thread_id: sent 1.5, got '1.5'."""

from sdk import body, decode

run = decode(body({'thread_id': 1.5}))
seen = run.thread_id
print(seen)
assert seen == '1.5'
