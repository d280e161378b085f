"""A campaign on the command line: jobs, shards, and what joins them."""

from __future__ import annotations

import json
import shutil
import signal
from pathlib import Path

import pytest

from tests.cli.test_ending import KILLS, WAITS, so_far, write_sdk
from tests.processes import Ended, interrupted, runlaws

pytestmark = pytest.mark.slow

HOW = ("--profile", "v1", "--law", "round-trip", "--examples", "300")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ended]:
    """A folder with an SDK and what a search without jobs or shards wrote, and what it printed."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copy(Path(__file__).with_name("sdk.py"), folder)
    return folder, runlaws("fuzz", "sdk:forgetful", *HOW, "--json", "whole.json", cwd=folder)


def test_what_several_jobs_find_is_printed_and_written_as_by_one(whole: tuple[Path, Ended]) -> None:
    folder, one = whole
    several = runlaws("fuzz", "sdk:forgetful", *HOW, "--jobs", "2", "--json", "jobs.json", cwd=folder)
    assert several == one
    assert one.status == 1
    assert (folder / "jobs.json").read_bytes() == (folder / "whole.json").read_bytes()


def test_shards_are_merged_to_what_one_search_prints_and_writes(whole: tuple[Path, Ended]) -> None:
    """And a shard by itself says in its results which one it is."""
    folder, one = whole
    for number in (1, 2):
        args = ("--shard", f"{number}/2", "--json", f"part{number}.json")
        assert runlaws("fuzz", "sdk:forgetful", *HOW, *args, cwd=folder).status == 1
    shard = json.loads((folder / "part2.json").read_text())["shard"]
    assert (shard["number"], shard["count"], shard["examples"]) == (2, 2, 300)
    joined = runlaws("merge", "part1.json", "part2.json", "--json", "merged.json", cwd=folder)
    assert (joined.status, joined.out, joined.err) == (one.status, one.out, ""), "nothing is found anew"
    written, of_whole = (json.loads((folder / name).read_text()) for name in ("merged.json", "whole.json"))
    assert {**written, "file": "", "line": 0} == {**of_whole, "file": "", "line": 0}


def test_parts_that_cannot_be_merged_are_one_sentence(whole: tuple[Path, Ended]) -> None:
    folder, _ = whole
    done = runlaws("merge", "whole.json", cwd=folder)
    assert done.complaint.startswith("whole.json: expected a part of a campaign")
    assert runlaws("merge", "nowhere.json", cwd=folder).complaint == "nowhere.json: No such file or directory"


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (("--jobs", "0"), "Invalid value for '--jobs': expected a whole number from 1 to 64, got '0'"),
        (("--shard", "0/4"), "Invalid value for '--shard': expected a number from 1 and how many there are"),
        (("--shard", "5/4"), "Invalid value for '--shard': expected a number from 1 and how many there are"),
        (("--shard", "4"), "Invalid value for '--shard': expected a number from 1 and how many there are"),
        (("--shard", "1/2", "--time", "5s"), "--shard and --time: expected one of them"),
    ],
)
def test_a_campaign_that_cannot_be_is_refused(folder: Path, args: tuple[str, ...], complaint: str) -> None:
    assert runlaws("fuzz", "reference", *args, cwd=folder).complaint.startswith(complaint)


def test_ctrl_c_ends_all_jobs_with_what_was_found_so_far(tmp_path: Path) -> None:
    write_sdk(tmp_path, WAITS)
    args = ("fuzz", "short:client", "--jobs", "2", "--json", "out.json")
    done = interrupted(*args, cwd=tmp_path, number=signal.SIGINT)
    *announced, last = done.err.splitlines()
    assert (done.status, last) == (130, "Interrupted.")
    assert all(line.startswith("found: ") for line in announced)
    so_far(tmp_path, done.out)


def test_a_client_that_kills_its_job_is_a_finding_beside_what_was_found(tmp_path: Path) -> None:
    write_sdk(tmp_path, KILLS)
    done = runlaws("fuzz", "short:client", "--in-process", "--jobs", "2", "--json", "out.json", cwd=tmp_path)
    assert done.status == 1
    assert all(line.startswith("found: ") for line in done.err.splitlines())
    last = so_far(tmp_path, done.out)["findings"][-1]
    assert (last["law"], last["kind"]) == ("never-exits", "killed by SIGKILL")
