"""An object that the kit has never heard of goes through all of it: the machinery is not made for one object."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from runlaws.case import Case
from runlaws.contract import Standing
from runlaws.coverage import ASPECTS, coverage_of
from runlaws.kill_matrix import kill_matrix
from runlaws.laws import LAWS
from runlaws.objects import find_profile, judge
from runlaws.trial import check
from runlaws.values import Json
from runlaws_strategies import catalogue, make_case
from tests.processes import runlaws
from tests.second_object.parcels import PARCEL_V1, Honest, LosesDelivery

SPEC = "parcels:PARCEL_V1"
PARCEL: Final[dict[str, Json]] = {
    "id": "p1",
    "stage": "handed_over",
    "sent": 1_700_000_000,
    "signature": "S.",
    "weight": 0.25,
    "pieces": 1,
    "contents": [{"kind": "book", "pages": 1}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a module of parcels in it, as a user would have one."""
    shutil.copy(Path(__file__).with_name("parcels.py"), tmp_path)
    return tmp_path


def test_a_judgement_names_the_rule_and_the_place_and_its_profile_is_found_again() -> None:
    verdict = judge({**PARCEL, "signature": None, "pieces": 2}, PARCEL_V1)
    assert [(violation.rule, violation.pointer) for violation in verdict.violations] == [
        ("signature.only-when-handed-over", "/signature"),
        ("pieces.count", "/pieces"),
    ]
    assert find_profile(verdict.profile.spec) is PARCEL_V1


def test_the_catalogue_holds_all_of_its_contract() -> None:
    cases = list(catalogue(profile=PARCEL_V1))
    coverage = coverage_of(cases, PARCEL_V1)
    assert {aspect: coverage.share(aspect) for aspect in ASPECTS} == dict.fromkeys(ASPECTS, 1.0)
    assert {case.standing for case in cases} == set(Standing)


def test_any_case_is_made_from_a_seed_and_read_back_from_json() -> None:
    for index in range(300):
        case = make_case(5, index, profile=PARCEL_V1)
        assert Case.from_json(json.loads(json.dumps(case.as_json()))) == case


@pytest.mark.slow
def test_the_honest_client_keeps_every_law_and_the_liar_breaks_one_at_one_place() -> None:
    cases = [*catalogue(profile=PARCEL_V1), *(make_case(6, index, profile=PARCEL_V1) for index in range(200))]
    assert not [failure for case in cases for failure in check(Honest(), LAWS, case)]
    broken = Counter((f.law, f.pointer, f.kind) for case in cases[::4] for f in check(LosesDelivery(), LAWS, case))
    assert list(broken) == [("round-trip", "/signature", "made null")]


@pytest.mark.slow
def test_the_kill_matrix_takes_its_clients() -> None:
    matrix = kill_matrix([LosesDelivery()], [Honest()], profile=PARCEL_V1, examples=30)
    assert [(row.client, list(row.caught)) for row in (*matrix.liars, *matrix.honest)] == [
        ("LosesDelivery", ["round-trip"]),
        ("honest-parcels", []),
    ]


def test_check_judges_a_file(folder: Path) -> None:
    (folder / "parcel.json").write_text(json.dumps({**PARCEL, "weight": -1}))
    ended = runlaws("check", "--profile", SPEC, "parcel.json", cwd=folder)
    assert ended.status == 1
    assert "/weight: must be at least 0, but is -1  [weight.minimum]" in ended.out


def test_what_is_no_such_object_is_called_by_the_name_of_the_object(folder: Path) -> None:
    (folder / "list.json").write_text(json.dumps([PARCEL, PARCEL, {"a": 1}]))
    (folder / "other.json").write_text('{"a": [1]}')
    ended = runlaws("check", "--profile", SPEC, "list.json", "other.json", cwd=folder)
    assert "other.json: nothing here looks like a parcel" in ended.out
    assert "2 parcels: 2 valid; 2 are no parcels" in ended.out


@pytest.mark.slow
def test_fuzz_replay_and_known_failures(folder: Path) -> None:
    clean = runlaws("fuzz", "parcels:honest", "--profile", SPEC, "--examples", "1", cwd=folder)
    assert (clean.status, "no findings" in clean.out) == (0, True), clean.out
    how = ("parcels:loses_delivery", "--profile", SPEC, "--examples", "1", "--law", "round-trip")
    lying = runlaws("fuzz", *how, cwd=folder)
    assert lying.status == 1
    assert "at       /signature" in lying.out
    assert "member   Who took it; null until it is handed over." in lying.out
    (replay,) = (line.split()[1:] for line in lying.out.splitlines() if line.startswith("  replay"))
    again = runlaws(*replay[1:], cwd=folder)
    assert (again.status, "at       /signature" in again.out) == (1, True), again
    assert runlaws("known", "update", *how, cwd=folder).status == 0
    assert runlaws("fuzz", *how, "--known", "runlaws-known.toml", cwd=folder).status == 0


@pytest.mark.slow
def test_probe_measures_a_client(folder: Path) -> None:
    ended = runlaws("probe", "parcels:loses_delivery", "--profile", SPEC, cwd=folder)
    assert ended.status == 0, ended
    assert "errors=(parcels.NoParcel,)" in ended.out
    assert 'invalid="refuse"' in ended.out


@pytest.mark.slow
def test_a_corpus_of_it_is_written(folder: Path) -> None:
    ended = runlaws("corpus", "out", "--count", "50", "--seed", "1", "--profile", SPEC, cwd=folder)
    assert ended.status == 0, ended
    lines = (folder / "out" / "cases.jsonl").read_text().splitlines()
    assert {json.loads(line)["profile"] for line in lines} == {SPEC}


@pytest.mark.slow
def test_the_suite_runs_over_it_with_known_and_saved_failures(folder: Path, pytester: pytest.Pytester) -> None:
    shutil.copy(folder / "parcels.py", pytester.path)
    arguments = ("--pyargs", "runlaws.suite", "--run-profile", SPEC, "-p", "no:cacheprovider")
    clean = pytester.runpytest_subprocess(*arguments, "--run-client", "parcels:honest")
    assert clean.parseoutcomes().get("failed", 0) == 0
    lying = pytester.runpytest_subprocess(
        *arguments, "--run-client", "parcels:loses_delivery", "--save-failures", "saved", "-k", "round-trip]"
    )
    assert lying.parseoutcomes()["failed"] == 1
    assert list((pytester.path / "saved").iterdir())
