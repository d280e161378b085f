"""The exported JSON Schema, held to the oracle by a validator that knows nothing of ours."""

from __future__ import annotations

from functools import cache

import jsonschema  # type: ignore[import-untyped]
import pytest

from runlaws.contract import Force, json_schema
from runlaws.objects import PROFILES, find_profile
from runlaws_strategies import make_case

PER_KIND = 60


@cache
def validator(profile: str, *, closed: bool) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema(find_profile(profile), closed=closed))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("closed", [False, True])
def test_the_schema_is_a_schema(profile: str, closed: bool) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(find_profile(profile), closed=closed))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("kind", ["valid", "questionable", "extended", "invalid", "wrecked"])
def test_a_validator_agrees_with_every_hard_structural_rule(profile: str, kind: str) -> None:
    relations = {relation.rule.id for relation in find_profile(profile).relations}
    for index in range(PER_KIND):
        case = make_case(11, index, profile=profile, kinds=(kind,))
        broken = [v for v in case.judgement.violations if v.force is Force.HARD and v.rule not in relations]
        assert validator(profile, closed=False).is_valid(case.tree) is not bool(broken), case


@pytest.mark.parametrize("profile", PROFILES)
def test_the_closed_schema_refuses_news_too(profile: str) -> None:
    for index in range(PER_KIND):
        case = make_case(12, index, profile=profile, kinds=("extended",))
        assert validator(profile, closed=False).is_valid(case.tree), case
        assert not validator(profile, closed=True).is_valid(case.tree), case


def test_soft_rules_are_not_in_the_schema() -> None:
    schema = json_schema(find_profile("v2"))
    assert "maxItems" not in schema["properties"]["tools"]
    assert "minimum" not in str(schema["properties"]["max_prompt_tokens"])
    assert schema["properties"]["created_at"]["minimum"] == 0
