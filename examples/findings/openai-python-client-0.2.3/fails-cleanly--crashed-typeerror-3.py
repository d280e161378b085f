"""fails-cleanly: got TypeError."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'created_at': 1, 'expires_at': 601, 'tools': {'function': {}}}))
