"""fails-cleanly: got TypeError: dashscope.assistants.assistant_types.FunctionDefinition() argument after ** must…."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'tools': [{'type': 'function', 'function': 0}]}))
