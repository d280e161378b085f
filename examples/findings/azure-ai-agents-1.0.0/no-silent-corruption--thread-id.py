"""no-silent-corruption at /thread_id: sent 0, got '0'."""

from sdk import body, decode

run = decode(body({'thread_id': 0}))
seen = run.thread_id
print(seen)
assert seen == '0'
