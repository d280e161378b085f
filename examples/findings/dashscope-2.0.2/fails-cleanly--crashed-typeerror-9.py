"""fails-cleanly: got TypeError: BaseObjectMixin._init_list_element_recursive() missing 1 required positional arg…."""

from sdk import body, decode, raises

with raises("TypeError"):
    decode(body({'unknown': [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}))
