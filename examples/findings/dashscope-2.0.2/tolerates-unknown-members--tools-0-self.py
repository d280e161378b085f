"""tolerates-unknown-members at /tools/0/self: got TypeError: ToolCodeInterpreter.__init__() got multiple values …."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'tools': [{'type': 'code_interpreter', '_private': None, 'class': 'text', 'self': True, 'cls': 0.5}]}))
