"""`--requirements` on the command line: only what was frozen is asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runlaws.requirements import REVISIONS
from tests.processes import python, runlaws

FIRST = REVISIONS[0]


@pytest.mark.slow
def test_fuzz_tries_the_frozen_cases_and_no_random_ones(tmp_path: Path) -> None:
    """Under a revision a search has its cases, however many there are now; more are drawn when one asks for them."""
    how = (
        "fuzz",
        "reference",
        "--profile",
        "v1",
        "--law",
        "refuses-malformed",
        "--requirements",
        FIRST.name,
        "--json",
        "-",
    )
    alone = runlaws(*how, cwd=tmp_path)
    assert alone.status == 0, alone
    assert json.loads(alone.out)["examples"] == FIRST.profiles["v1"].cases
    more = runlaws(*how, "--examples", "3", cwd=tmp_path)
    assert json.loads(more.out)["examples"] == FIRST.profiles["v1"].cases + 3


def test_laws_says_since_when_each_law_is_there(tmp_path: Path) -> None:
    """Each law has the revision since which a client is held to it."""
    shown = runlaws("laws", "round-trip", cwd=tmp_path)
    assert f"  round-trip  (silent corruption, since {FIRST.name})" in shown.out
    assert json.loads(runlaws("laws", "round-trip", "--json", cwd=tmp_path).out)[0]["since"] == FIRST.name


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--requirements", "2026-13"), "there are no requirements '2026-13'; there is 2026-12"),
        (("--requirements", FIRST.name, "--profile", "mine:PROFILE"), "requirements 2026-12 have no catalogue of mine"),
    ],
)
@pytest.mark.parametrize("command", [("fuzz", "reference"), ("compare", "reference", "runlaws.liars:Honest")])
def test_what_is_not_frozen_is_one_sentence(
    more: tuple[str, ...], sentence: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    """A revision that is not there, and a profile of one's own, are refused before the search."""
    (tmp_path / "mine.py").write_text(
        "from attrs import evolve\nfrom runlaws.objects import find_profile\n"
        "PROFILE = evolve(find_profile('v2'), name='mine')\n"
    )
    assert runlaws(*command, *more, cwd=tmp_path).complaint.startswith(sentence)


@pytest.mark.slow
def test_the_suite_has_the_laws_and_cases_of_a_revision(tmp_path: Path) -> None:
    """With `--run-requirements` the suite draws nothing; a revision that is not there ends it with a sentence."""
    start = (
        "import sys, pytest; sys.exit(pytest.main(['--pyargs', 'runlaws.suite', '-p', 'no:cacheprovider', '-q', '-k', "
    )
    start += "'refuses-malformed', '--run-client', 'reference', '--run-requirements', '{}']))"
    passed = python(start.format(FIRST.name), cwd=tmp_path)
    assert passed.status == 0, passed
    assert "1 passed" in passed.out
    refused = python(start.format("2020-01"), cwd=tmp_path)
    assert refused.status == 4
    assert "run_requirements: there are no requirements '2020-01'; there is 2026-12" in refused.out + refused.err
