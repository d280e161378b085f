"""tolerates-unknown-members at /tools/0/function/self: got TypeError: FunctionDefinition.__init__() got multiple…."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'tools': [{'type': 'function', 'function': {'name': 'f', '_private': None, 'class': 'text', 'self': True, 'cls': 0.5}}]}))
