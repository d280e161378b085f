"""declared-classes at /tools/0: got a dict."""

from sdk import body, decode

run = decode(body({'tools': [{'type': 'file_search'}]}))
seen = type(run.tools[0]).__name__
print(seen)
assert seen == 'dict'
