"""`runlaws fuzz --corpus`: the cases of a corpus come first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runlaws.document import write
from runlaws_strategies import simplest
from tests.processes import runlaws


@pytest.mark.slow
def test_ones_own_traffic_is_tried_first(tmp_path: Path) -> None:
    (tmp_path / "page.json").write_bytes(b'{"data":[%s]}' % write(simplest("failed")))
    assert runlaws("import", "page.json", "cases", cwd=tmp_path).status == 0
    liar = "runlaws.liars:DropsParallelToolCalls"
    args = ("fuzz", liar, "--examples", "1", "--law", "round-trip", "--json", "-")
    alone, seeded = (
        json.loads(runlaws(*args, *more, cwd=tmp_path).out) for more in ((), ("--corpus", str(tmp_path / "cases")))
    )
    count = json.loads((tmp_path / "cases" / "manifest.json").read_bytes())["count"]
    assert seeded["examples"] == alone["examples"] + count
    assert [finding["law"] for finding in seeded["findings"]] == [finding["law"] for finding in alone["findings"]]


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("nowhere", "nowhere: No such file or directory"),
        (".", ".: expected a corpus, but it has no manifest.json"),
    ],
)
def test_a_corpus_that_is_none_is_one_sentence(tmp_path: Path, path: str, complaint: str) -> None:
    done = runlaws("fuzz", "reference", "--examples", "1", "--law", "round-trip", "--corpus", path, cwd=tmp_path)
    assert done.complaint.startswith(complaint)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_corpus_of_another_profile_is_one_sentence(tmp_path: Path) -> None:
    assert runlaws("corpus", "cases", "--count", "3", "--profile", "v1", cwd=tmp_path).status == 0
    done = runlaws("fuzz", "reference", "--examples", "1", "--law", "round-trip", "--corpus", "cases", cwd=tmp_path)
    assert done.complaint == "cases: no case in it is of the profile v2; there are 3 of v1"
