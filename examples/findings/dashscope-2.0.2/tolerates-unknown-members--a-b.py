"""tolerates-unknown-members at /a.b: got TypeError: BaseObjectMixin._init_list_element_recursive() missing 1 req…."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'a.b': [[]]}))
