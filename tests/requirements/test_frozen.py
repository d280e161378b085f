"""What is frozen stays what it was: the laws, and the cases of each profile's catalogue."""

from __future__ import annotations

import functools

import pytest
from attrs import evolve

from runlaws.laws import LAWS
from runlaws.objects import PROFILES, find_profile
from runlaws.requirements import REVISIONS, UNRELEASED, NotFrozen, digest_of, find_requirements, since
from tests.requirements.freeze import frozen_ids, ids_of, revision

NEXT = "`python -m tests.requirements.freeze YEAR-MONTH` adds a revision with what is new, and CHANGELOG.md says so"
GONE = (
    "a case or a law that was frozen is gone or changed, so that who asks for this revision is held to something else: "
    "put it back; or, where it was wrong, write the new digest into the file and say so in CHANGELOG.md"
)

now = functools.cache(ids_of)
"""The ids of one profile alone: each process that runs some of these tests makes the catalogues that it needs."""


def test_each_law_is_in_a_revision_and_each_frozen_law_is_there() -> None:
    """A new law makes this red until a new revision has it, and no law that was frozen is lost."""
    frozen = [id for each in REVISIONS for id in each.laws]
    assert {law.id for law in LAWS} - set(frozen) == set(), f"a law that no revision has: {NEXT}"
    assert set(frozen) - {law.id for law in LAWS} == set(), GONE
    assert len(frozen) == len(set(frozen)), "a law is new once"


@pytest.mark.parametrize("profile", PROFILES)
def test_the_catalogue_has_no_case_that_no_revision_has(profile: str) -> None:
    """A new case makes this red until a new revision has it."""
    frozen = frozen_ids()
    assert [id for id in now(profile) if id[:8] not in frozen] == [], f"a case that no revision has: {NEXT}"
    assert len(now(profile)) == REVISIONS[-1].profiles[profile].cases


@pytest.mark.parametrize("name", [each.name for each in REVISIONS])
@pytest.mark.parametrize("profile", PROFILES)
def test_each_revision_has_the_cases_that_it_had(name: str, profile: str) -> None:
    """What is tried under a revision has the number and the digest of the cases that were frozen."""
    of_profile = next(each for each in REVISIONS if each.name == name).profiles[profile]
    ids = [case.id for case in find_requirements(name).cases(find_profile(profile))]
    assert (len(ids), digest_of(ids)) == (of_profile.cases, of_profile.digest), GONE


def test_what_is_new_is_listed_and_left_out_of_what_was_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Laws and cases that are there and not frozen are what the next revision has, and no earlier one."""
    present = {name: now(name) for name in ("v2", "v1")}
    ids = {name: [*its, "0123456789abcdef"] for name, its in present.items()}
    assert revision(present)["laws"] == []
    assert all(held["added"] == [] for held in revision(present)["profiles"].values())
    new = revision(ids)["profiles"]
    assert {name: held["added"] for name, held in new.items()} == {name: ["0123456789abcdef"] for name in present}
    first = REVISIONS[0]
    shown = now("v2")[7]
    later = type(first)("2099-01", frozenset({"a-law"}), {"v2": type(first.profiles["v2"])(0, "", frozenset({shown}))})
    monkeypatch.setattr("runlaws.requirements._requirements.REVISIONS", (*REVISIONS, later))
    held_to = find_requirements(first.name)
    assert "a-law" not in held_to.laws
    assert shown not in {case.id for case in held_to.cases(find_profile("v2"))}
    assert shown in {case.id for case in find_requirements("2099-01").cases(find_profile("v2"))}


def test_a_law_that_no_revision_has_is_of_the_next_one() -> None:
    """A law says since which revision it is there."""
    assert {since(law) for law in LAWS} <= {each.name for each in REVISIONS}
    assert since(evolve(LAWS[0], id="brand-new")) == UNRELEASED


def test_an_unknown_revision_names_the_known_ones() -> None:
    """A revision that is not there is one sentence with those that are."""
    with pytest.raises(NotFrozen) as refused:
        find_requirements("2026-11")
    assert str(refused.value.args[0]).startswith("there are no requirements '2026-11'; there is 2026-12")
