"""What a client promises: settings that mean something, and mistakes that are told at once."""

from __future__ import annotations

from typing import Any

import pytest

from runlaws.client import Policy


@pytest.mark.parametrize("name", ["unknown_members", "unknown_values", "absent_and_null", "invalid", "equality"])
def test_a_setting_that_there_is_not_is_refused_with_those_there_are(name: str) -> None:
    settings: dict[str, Any] = {name: "perhaps"}
    with pytest.raises(ValueError, match=rf"'{name}' must be in \("):
        Policy(**settings)


def test_the_default_is_a_careful_client() -> None:
    policy = Policy()
    assert (policy.unknown_members, policy.unknown_values, policy.absent_and_null) == ("keep", "keep", "distinct")
    assert (policy.invalid, policy.equality, policy.hashable, policy.errors) == ("accept", "value", True, (ValueError,))


@pytest.mark.parametrize("given", [OSError, (OSError,), [OSError]])
def test_errors_may_be_one_class_or_several(given: Any) -> None:
    assert Policy(errors=given).errors == (OSError,)


@pytest.mark.parametrize("given", [["ValueError"], [int], [ValueError()]])
def test_errors_that_are_no_classes_of_exceptions_are_refused(given: Any) -> None:
    with pytest.raises(TypeError, match="errors must be classes of exceptions, got "):
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
