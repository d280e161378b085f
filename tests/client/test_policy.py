"""What a client promises: settings that mean something, and mistakes that are told at once."""

from __future__ import annotations

import json
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runlaws.client import Policy, PolicyError
from runlaws.client._policy import BY_PLACE

_SETTINGS = {
    "unknown_members": ("keep", "drop", "refuse"),
    "unknown_values": ("keep", "refuse"),
    "unknown_variants": ("keep", "tag", "refuse"),
    "absent_and_null": ("distinct", "same"),
    "integers": ("exact", "int64", "double", "int32"),
    "integer_notation": ("any", "digits"),
    "floats": ("double", "single"),
    "negative_zero": ("kept", "zero"),
    "duplicates": ("any", "first", "last", "refuse"),
    "invalid": ("accept", "schema", "refuse"),
    "equality": ("value", "identity"),
    "hashable": (True, False),
    "encodes": (None, True, False),
}
"""What can be said of each promise; the first is the default."""
_PLACES = ("omits", "hides", "requires", "not_null")


def test_every_promise_has_its_settings_here() -> None:
    assert {one.name for one in attrs.fields(Policy)} == {*_SETTINGS, *_PLACES, "errors"}


@pytest.mark.parametrize("name", _SETTINGS)
def test_a_promise_may_be_any_of_its_settings_and_is_the_first_unless_said(name: str) -> None:
    assert getattr(Policy(), name) == _SETTINGS[name][0]
    for setting in _SETTINGS[name]:
        made: dict[str, Any] = {name: setting}
        assert getattr(Policy(**made), name) is setting


@pytest.mark.parametrize("name", ["hashable", "encodes"])
@pytest.mark.parametrize("given", ["yes", 1, "keep"])
def test_a_promise_that_is_yes_or_no_is_nothing_else(name: str, given: object) -> None:
    settings: dict[str, Any] = {name: given}
    with pytest.raises(TypeError, match=f"'{name}' must be <class 'bool'>"):
        Policy(**settings)


@pytest.mark.parametrize("name", ["unknown_values", "unknown_variants"])
def test_a_new_value_or_variant_is_not_dropped_alone(name: str) -> None:
    settings: dict[str, Any] = {name: "drop"}
    with pytest.raises(PolicyError, match=rf"'{name}' must be in \('keep', .*'refuse'\) \(got 'drop'\)"):
        Policy(**settings)


@pytest.mark.parametrize("name", [name for name in _SETTINGS if name not in ("hashable", "encodes")])
def test_a_setting_that_there_is_not_is_refused_with_those_there_are(name: str) -> None:
    settings: dict[str, Any] = {name: "perhaps"}
    with pytest.raises(ValueError, match=rf"'{name}' must be in \("):
        Policy(**settings)


def test_the_default_is_a_client_that_refuses_with_a_value_error_and_omits_nothing() -> None:
    assert (Policy().errors, Policy().omits) == (("builtins.ValueError",), frozenset())


@pytest.mark.parametrize("given", [OSError, (OSError,), [OSError], "OSError", ["builtins.OSError"]])
def test_errors_may_be_one_class_or_several(given: Any) -> None:
    assert Policy(errors=given).errors == ("builtins.OSError",)


@pytest.mark.parametrize("given", [[""], [int], [ValueError()]])
def test_errors_that_are_no_classes_of_exceptions_are_refused(given: Any) -> None:
    with pytest.raises(TypeError, match="errors must be classes of exceptions or their full names, got "):
        Policy(errors=given)


@pytest.mark.parametrize("given", ["/usage", ["/usage"], {"/usage"}])
def test_omits_may_be_one_pointer_or_several(given: Any) -> None:
    assert Policy(omits=given).omits == {"/usage"}


def test_an_omission_that_is_no_pointer_is_refused() -> None:
    with pytest.raises(ValueError, match="usage"):
        Policy(omits={"usage"})


@pytest.mark.parametrize(
    ("omits", "place", "omitted"),
    [
        ("/usage", "/usage", True),
        ("/usage", "/usage/total_tokens", True),
        ("/usage", "/usage_details", False),
        ("/usage", "", False),
        ("/usage/total_tokens", "/usage", False),
        ("/tools/*/function/strict", "/tools/0/function/strict", True),
        ("/tools/*/function/strict", "/tools/12/function/strict/x", True),
        ("/tools/*/function/strict", "/tools/0/function", False),
        ("/tools/*/function/strict", "/tools/0/function/name", False),
        ("/a~1b", "/a~1b/0", True),
    ],
)
def test_what_is_at_or_below_an_omission_is_omitted(omits: str, place: str, omitted: bool) -> None:
    assert Policy(omits=omits).omitted(place) is omitted


def test_a_client_that_models_everything_omits_nothing() -> None:
    assert not Policy().omitted("/usage")


@pytest.mark.parametrize(
    ("integers", "greatest", "least"),
    [("int32", 2**31 - 1, -(2**31)), ("int64", 2**63 - 1, -(2**63)), ("double", 2**53, -(2**53))],
)
def test_an_integer_is_held_up_to_the_width_that_is_promised(integers: Any, greatest: int, least: int) -> None:
    policy = Policy(integers=integers)
    assert [policy.holds(integer) for integer in (greatest, least, 0)] == [True, True, True]
    assert [policy.holds(integer) for integer in (greatest + 1, least - 1)] == [False, False]


@pytest.mark.parametrize("integer", [10**400, -(10**400), 0])
def test_a_client_of_exact_integers_holds_any(integer: int) -> None:
    assert Policy().holds(integer)


def test_the_promises_can_be_said_by_name_alone() -> None:
    with pytest.raises(TypeError, match="positional"):
        Policy((ValueError,))  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]


# -- errors by name, and the policy as data


class Own(Exception):
    """An error of a client's own."""

    class Inner(Exception):
        """Another, inside it."""


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (Own, (f"{__name__}.Own",)),
        ([Own.Inner, "sdk.Error"], (f"{__name__}.Own.Inner", "sdk.Error")),
        ("ValueError", ("builtins.ValueError",)),
        ((), ()),
    ],
)
def test_errors_are_held_by_their_full_names(given: Any, names: tuple[str, ...]) -> None:
    assert Policy(errors=given).errors == names


_POINTERS = st.frozensets(st.text().map("/{}".format))


def _said(name: str, settings: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    one = st.sampled_from(settings)
    return one | st.dictionaries(st.just("*") | st.text().map("/{}".format), one) if name in BY_PLACE else one


POLICIES = st.builds(
    Policy,
    errors=st.lists(st.text(min_size=1)),
    omits=_POINTERS,
    **{name: _said(name, settings) for name, settings in _SETTINGS.items()},
)


@given(POLICIES)
def test_a_policy_is_read_as_it_was_written(policy: Policy) -> None:
    written = json.loads(json.dumps(policy.as_json()))
    assert Policy.from_json(written) == policy
    assert set(written) == {*_SETTINGS, *_PLACES, "errors"}


def test_a_setting_that_is_not_written_is_the_default() -> None:
    assert Policy.from_json({"hashable": False}) == Policy(hashable=False)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ([], "expected an object at the top, got an array of 0"),
        ({"hashable": "yes"}, 'expected true or false at /hashable, got "yes"'),
        ({"encodes": 1}, "expected true or false at /encodes, got 1"),
        ({"floats": "half"}, "expected 'double' or 'single' at /floats, got \"half\""),
        ({"errors": "ValueError"}, 'expected an array at /errors, got "ValueError"'),
        ({"errors": [""]}, 'expected the full name of an exception class at /errors/0, got ""'),
        ({"omits": ["/a", "b"]}, 'expected a JSON pointer that begins with / at /omits/1, got "b"'),
        ({"omits": [7]}, "expected a text at /omits/0, got 7"),
    ],
)
def test_data_that_is_no_policy_is_refused_in_one_sentence(data: Any, says: str) -> None:
    with pytest.raises(PolicyError) as caught:
        Policy.from_json(data)
    assert str(caught.value) == f"policy: {says}"


def test_a_setting_that_there_is_not_is_named_with_those_there_are() -> None:
    with pytest.raises(PolicyError, match=r"^policy: expected no member but errors, .* at /unknown, got true$"):
        Policy.from_json({"unknown": True})


def test_a_policy_can_be_pickled_whatever_its_errors_are() -> None:
    class Local(Exception):
        pass

    policy = Policy(errors=Local)
    assert pickle.loads(pickle.dumps(policy)) == policy


# -- a word for each place


@pytest.mark.parametrize(
    ("said", "place", "word"),
    [
        ("refuse", "/status", "refuse"),
        ({"/status": "refuse"}, "/status", "refuse"),
        ({"/status": "refuse"}, "/last_error/code", "keep"),
        ({"*": "refuse", "/status": "keep"}, "/last_error/code", "refuse"),
        ({"*": "refuse", "/status": "keep"}, "/status", "keep"),
        ({"/tools": "refuse", "/tools/*/file_search": "keep"}, "/tools/3/file_search/ranker", "keep"),
        ({"/tools": "refuse", "/tools/*/file_search": "keep"}, "/tools/3/type", "refuse"),
        ({"/tools/*": "refuse", "/tools/0": "keep"}, "/tools/0/type", "keep"),
        ({"/tools/*": "refuse", "/tools/0": "keep"}, "/tools/1/type", "refuse"),
    ],
)
def test_the_longest_pattern_around_a_place_says_what_goes_there(said: Any, place: str, word: str) -> None:
    assert Policy(unknown_values=said).at("unknown_values", place) == word


def test_what_is_said_for_all_places_alone_is_a_word() -> None:
    assert Policy(floats={"*": "single"}) == Policy(floats="single")


def test_settings_by_place_are_equal_in_any_order_and_can_be_hashed() -> None:
    one = Policy(integers={"/usage": "int32", "*": "int64"})
    other = Policy(integers={"*": "int64", "/usage": "int32"})
    assert (one, hash(one)) == (other, hash(other))
    assert one.holds(2**40, "/created_at")
    assert not one.holds(2**40, "/usage/total_tokens")


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"unknown_values": {"status": "refuse"}}, "'unknown_values' must name places by pointers that begin with /"),
        ({"unknown_values": {"/status": "drop"}}, "'unknown_values' must be in .* at '/status' .got 'drop'."),
        ({"omits": "/usage", "requires": "/usage"}, "requires and omits contradict each other at '/usage'"),
        ({"omits": "/tools/*", "not_null": "/tools/*/type"}, "not_null and omits contradict each other at '/tools/"),
    ],
)
def test_settings_that_cannot_be_are_refused_in_one_sentence(settings: Any, says: str) -> None:
    with pytest.raises(PolicyError, match=says):
        Policy(**settings)


def test_settings_as_data_that_contradict_each_other_are_no_policy() -> None:
    with pytest.raises(PolicyError, match=r"^policy: requires and omits contradict each other at '/usage'"):
        Policy.from_json({"omits": ["/usage"], "requires": ["/usage"]})
