"""Every rule says what it is from, and where it was counted, on how many recordings it held."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from runlaws.contract import Force, Provenance, Rule, Source
from runlaws.document import DOCUMENT_RULES
from runlaws.objects import PROFILES
from runlaws.objects.run import counts
from runlaws.objects.run.counts import COUNTS
from runlaws.objects.run.provenance import PROVENANCE

ROOT = Path(__file__).parents[2]
ALL = {rule.id: rule for profile in PROFILES.values() for rule in profile.rules()}


@pytest.mark.parametrize("profile", PROFILES)
def test_every_rule_of_a_profile_has_a_citation(profile: str) -> None:
    assert [rule.id for rule in PROFILES[profile].rules() if not rule.cite] == []


def test_every_rule_of_any_document_cites_the_section_of_the_rfc() -> None:
    assert all(rule.cite.startswith("RFC 8259, section ") for rule in DOCUMENT_RULES)


def test_every_relation_has_a_count() -> None:
    assert [relation.rule.id for relation in PROFILES["any"].relations if not ALL[relation.rule.id].held] == []


def test_a_hard_rule_held_on_every_recording_that_it_was_counted_on_here() -> None:
    assert [id for id, (held, asked) in COUNTS.items() if held != asked and ALL[id].force is Force.HARD] == []


def test_the_counts_are_those_of_the_recordings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "docs")
    counting = importlib.import_module("count_recordings")
    assert counting.counts() == COUNTS, "run: python docs/count_recordings.py"
    assert Path(counts.__file__).read_text(encoding="utf-8") == counting.page()
    sys.modules.pop("count_recordings")


def test_no_count_and_no_citation_is_of_a_place_that_is_not_there() -> None:
    assert COUNTS.keys() <= ALL.keys()
    places = {rule.place for rule in ALL.values()}
    cited = {place for by_place in PROVENANCE.citations.values() for place in by_place if place}
    assert cited <= places


@pytest.mark.parametrize(
    ("rule", "cite", "count"),
    [
        (Rule("a[].b.type", "is"), "the schema of a", ""),
        (Rule("a.type", "is"), "the schema", ""),
        (Rule("a[].type", "is", source=Source.WIRE), "", ""),
        (Rule("a[].b.own", "is", cite="its own", held=(44, 44)), "its own", "44 of 44"),
        (Rule("a[].b.own", "is"), "the schema of a", "2 of 3"),
    ],
)
def test_a_citation_holds_for_its_place_and_all_below_it(rule: Rule, cite: str, count: str) -> None:
    provenance = Provenance({Source.SPEC: {"": "the schema", "a[]": "the schema of a"}}, {"a[].b.own": (2, 3)})
    assert (provenance.of(rule).cite, provenance.of(rule).count) == (cite, count)
