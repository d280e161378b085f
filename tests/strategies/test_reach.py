"""Everything there is to try is tried: every status, every rule, every kind of news, every edge value."""

from __future__ import annotations

import functools

import pytest
from hypothesis import find, settings

from runlaws.case import Case
from runlaws.contract import Force
from runlaws.document import DOCUMENT_RULES
from runlaws.objects import PROFILES, find_profile
from runlaws.values import ABSENT, at_path, leaves
from runlaws_strategies import make_case, runs
from tests.profiles import EACH_PROFILE

NOT_BROKEN: frozenset[str] = frozenset()
"""Rules that no case can break alone, each with its reason. There is none."""


@functools.cache
def made(profile: str, kind: str, count: int = 2500) -> tuple[Case, ...]:
    return tuple(make_case(41, index, profile=profile, kinds=(kind,)) for index in range(count))


@pytest.mark.parametrize("profile", EACH_PROFILE)
@pytest.mark.parametrize(("kind", "force"), [("invalid", Force.HARD), ("questionable", Force.SOFT)])
def test_every_rule_is_broken_by_some_case(profile: str, kind: str, force: Force) -> None:
    wanted = {rule.id for rule in find_profile(profile).rules() if rule.force is force}
    broken = {violation.rule for case in made(profile, kind) for violation in case.judgement.violations}
    assert wanted - broken == NOT_BROKEN & wanted


def test_every_rule_of_json_is_broken_by_some_case() -> None:
    broken = {
        v.rule
        for kind in ("ambiguous", "malformed")
        for case in made("v2", kind, 1000)
        for v in case.judgement.violations
    }
    assert {rule.id for rule in DOCUMENT_RULES} <= broken


@pytest.mark.parametrize("profile", PROFILES)
def test_every_status_is_drawn_about_as_often_as_any_other(profile: str) -> None:
    drawn = [(case.tree or {})["status"] for case in made(profile, "valid")]
    counts = {status: drawn.count(status) for status in drawn}
    statuses = 8 if profile == "v1" else 9
    assert len(counts) == statuses
    assert min(counts.values()) > len(drawn) / statuses / 2


@pytest.mark.parametrize("status", ["queued", "requires_action", "failed", "incomplete", "expired"])
def test_runs_of_one_status_are_drawn_on_request(status: str) -> None:
    found = find(runs(status=status), lambda _: True, settings=settings(database=None, derandomize=True))
    assert found.status == status


@pytest.mark.parametrize("kind", ["unknown-member", "unknown-value", "unknown-variant"])
def test_every_kind_of_news_is_drawn(kind: str) -> None:
    places = {news.pointer for case in made("v2", "extended") for news in case.judgement.news if news.kind == kind}
    assert len(places) > 1


@pytest.mark.parametrize("profile", PROFILES)
def test_news_appears_at_the_top_in_parts_in_lists_and_in_calls(profile: str) -> None:
    places = {news.pointer.rpartition("/")[0] for case in made(profile, "extended") for news in case.judgement.news}
    wanted = {"", "/last_error", "/tools/0", "/required_action", "/required_action/submit_tool_outputs/tool_calls/0"}
    assert wanted - places == set()


EDGES = {
    "the greatest 32-bit integer": 2**31 - 1,
    "one more": 2**31,
    "beyond 32 bits": 2**32,
    "the greatest exact double": 2**53 - 1,
    "no text": "",
    "a date as text": "2024-01-01T00:00:00Z",
    "a number as text": "0",
    "null as text": "null",
}


@pytest.mark.parametrize("value", EDGES.values(), ids=EDGES)
def test_the_values_at_which_clients_break_are_drawn(value: int | str) -> None:
    drawn = {item for case in made("v2", "valid") for _, item in leaves(case.tree) if isinstance(item, int | str)}
    assert value in drawn


@pytest.mark.parametrize(
    "member",
    ["tool_resources", "reasoning_effort", "temperature", "top_p"],
)
def test_a_member_that_may_be_absent_or_null_is_drawn_as_both_and_as_set(member: str) -> None:
    drawn = [at_path(case.tree, (member,)) for case in made("v2", "valid")]
    assert ABSENT in drawn
    assert None in drawn
    assert any(value is not None and value is not ABSENT for value in drawn)


def test_text_beyond_ascii_and_beyond_the_plane_is_drawn() -> None:
    texts = {item for case in made("v2", "valid") for _, item in leaves(case.tree) if isinstance(item, str)}
    assert any(not text.isascii() for text in texts)
    assert any(max(text, default="") > "\uffff" for text in texts)
    assert any("\0" in text for text in texts)
    assert any('"' in text and "\\" in text for text in texts)


@pytest.mark.slow
def test_a_wrecked_document_breaks_many_rules_at_once() -> None:
    counts = [len(case.judgement.violations) for case in made("v2", "wrecked")]
    assert sum(counts) / len(counts) > 4
