"""The model, the contract and the pools speak of the same members."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import pytest

from runlaws.document import structure, unstructure
from runlaws.objects import PROFILES, find_profile
from runlaws.objects.run import OtherTool, Run
from runlaws.values import same_json
from runlaws_strategies import catalogue


def unknown(model: Any) -> Iterator[str]:
    """Yield the members that a model keeps without having an attribute for them."""
    if isinstance(model, tuple):
        for item in model:
            yield from unknown(item)
    elif attrs.has(type(model)) and not isinstance(model, OtherTool):
        for attribute in attrs.fields(type(model)):
            value = getattr(model, attribute.name)
            if attribute.name == "extra":
                yield from (f"{type(model).__name__}.{name}" for name in value)
            else:
                yield from unknown(value)


@pytest.mark.parametrize("profile", PROFILES)
def test_every_member_of_the_contract_is_an_attribute_of_the_model(profile: str) -> None:
    attributes = {attribute.name for attribute in attrs.fields(Run)}
    assert set(find_profile(profile).shape.members) <= attributes


@pytest.mark.parametrize("profile", ["v2", "v1", "v1-late"])
def test_the_model_has_a_place_for_all_that_the_contract_knows(profile: str) -> None:
    found: set[str] = set()
    for case in catalogue(profile=profile, kinds=("valid",)):
        model = structure(case.tree, Run)
        found.update(unknown(model))
        assert same_json(unstructure(model), case.tree)
    assert not found
