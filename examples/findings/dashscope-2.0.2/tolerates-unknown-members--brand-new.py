"""tolerates-unknown-members at /brand_new: got TypeError: BaseObjectMixin._init_list_element_recursive() missing…."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'brand_new': [[]]}))
