"""A profile of the user's own on the command line: used like ours, or refused in one sentence with exit status 2."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.processes import runlaws

PROFILE = """
from runlaws.contract import Choice, Integer, Life, Member, Object, Presence, Profile, Record

LIFE = Life(
    "state",
    ("open", "sold"),
    presences=(Presence("price", "only-when-sold", "is set exactly when it is sold", frozenset({"sold"})),),
)
LOT = Object("lot", "a lot of an auction", "lots:Lot", "lots:builder", LIFE)
MEMBERS = {"state": Member(Choice(("open", "sold"))), "price": Member(Integer(minimum=0), nullable=True)}
LOTS = Profile("lots", "lots of an auction", LOT, Record(MEMBERS), tuple(LIFE.relations()))
BROKEN = Profile("broken", "", LOT, Record({**MEMBERS, "bids": Member(Integer(5, 3))}), ())
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which the module of a profile stands, as a user has it."""
    (tmp_path / "lots.py").write_text(PROFILE)
    return tmp_path


def test_documents_are_judged_by_it(folder: Path) -> None:
    (folder / "sold.json").write_text('{"state": "sold", "price": null}')
    done = runlaws("check", "sold.json", "--profile", "lots:LOTS", cwd=folder)
    assert (done.status, done.err) == (1, "")
    assert done.out.splitlines() == [
        "sold.json: invalid (lots)",
        "  hard  /price: must not be null when state is 'sold'  [price.only-when-sold]",
    ]


def test_what_its_module_prints_is_kept_off_our_output(folder: Path) -> None:
    (folder / "talking.py").write_text(f"print('hello'){PROFILE}")
    done = runlaws("rules", "--json", "--profile", "talking:LOTS", cwd=folder)
    assert (done.status, done.err) == (0, "")
    assert json.loads(done.out)


def test_its_rules_and_its_schema_are_printed(folder: Path) -> None:
    rules = json.loads(runlaws("rules", "--json", "--profile", "lots:LOTS", cwd=folder).out)
    assert "price.only-when-sold" in {rule["id"] for rule in rules}
    schema = json.loads(runlaws("schema", "--profile", "lots:LOTS", cwd=folder).out)
    assert schema["title"] == "lot object, profile lots"


@pytest.mark.parametrize("command", ["check", "rules", "schema"])
def test_a_broken_one_is_refused_in_one_sentence(folder: Path, command: str) -> None:
    files = ["lots.py"] if command == "check" else []
    sentence = runlaws(command, *files, "--profile", "lots:BROKEN", cwd=folder).complaint
    assert sentence == "profile 'lots:BROKEN' is broken in maximum of bids: expected at least minimum (5), got 3"


def test_one_that_is_not_there_is_refused_in_one_sentence(folder: Path) -> None:
    assert runlaws("rules", "--profile", "lots:NONE", cwd=folder).complaint == "profile 'lots:NONE': lots has no 'NONE'"


@pytest.mark.slow
def test_results_of_its_documents_are_read_again_where_its_module_is(folder: Path) -> None:
    """What the module prints is kept off the report."""
    (folder / "lots.py").write_text(f"print('hello'){PROFILE}")
    case = {"made": "as given", "profile": "lots:LOTS", "document": '{"state": "sold", "price": 1}'}
    finding: dict[str, Any] = {
        "law": "round-trip",
        "severity": "silent corruption",
        "pointer": "/price",
        "kind": "dropped",
        "case": case,
    }
    finding |= {"cause": {"matter": []}, "client": "acme", "replay": "", "permit": "", "tried": 1, "seen": 1, "sent": 1}
    result: dict[str, Any] = {
        "version": 1,
        "client": "acme",
        "profile": "lots:LOTS",
        "examples": 1,
        "seed": 0,
        "laws": {},
    }
    (folder / "results.json").write_text(json.dumps({**result, "findings": [finding]}))
    done = runlaws("report", "results.json", "--markdown", "-", cwd=folder)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("# /price: dropped\n")
    (folder / "lots.py").unlink()
    done = runlaws("report", "results.json", cwd=folder)
    assert done.complaint.startswith("results.json: expected a profile at /findings/0/case/profile: ")
