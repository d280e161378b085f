"""tolerates-unknown-variants at /tools/0/type: got ValueError: 'brand_new' is not a valid FunctionToolType."""

from sdk import body, decode, raises

with raises("ValueError"):
    decode(body({'tools': [{'type': 'brand_new'}]}))
