"""tolerates-unknown-members at /_init_list_element_recursive: got TypeError: BaseObjectMixin._init_list_element_…."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'_init_list_element_recursive': [[]]}))
