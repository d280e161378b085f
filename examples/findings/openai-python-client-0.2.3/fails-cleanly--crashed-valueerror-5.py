"""fails-cleanly: got ValueError: 'retrieval' is not a valid FunctionToolType."""

from sdk import body, decode, raises

with raises("ValueError"):
    decode(body({'tools': [{'type': 'retrieval'}]}))
