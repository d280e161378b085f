"""`--memory` on the command line: how much a client's own process may take."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from runlaws._limits import bytes_in, size_text
from tests.cli.parcels import write_clients
from tests.processes import runlaws

GREEDY = """
import json

class client:
    name, version = "greedy", "1"

    def decode(self, document):
        value = json.loads(document)
        if value["weight"] == 0:
            bytearray(300 << 20)
        return value

    def encode(self, value):
        return json.dumps(value)
"""
FAT = "import sys, time\nheld = b'x' * (100 << 20)\ntime.sleep(1)\nsys.stdin.read()\n"
WORKER = f"process:{sys.executable} fat.py"


@pytest.mark.parametrize(
    ("text", "size"),
    [("512M", 2**29), ("1.5G", 3 * 2**29), ("16 MB", 2**24), ("1gib", 2**30), ("1024G", 2**40)],
)
def test_a_size_is_read_as_people_write_it(text: str, size: int) -> None:
    assert bytes_in(text) == size


@pytest.mark.parametrize("text", ["", "lots", "512", "-1G", "0G", "1M", "1025G", "4T", "1G1", "nanG", "1e3M"])
def test_what_makes_no_sense_as_a_size_is_none(text: str) -> None:
    assert bytes_in(text) is None


@pytest.mark.parametrize(("size", "text"), [(2**28, "256 MB"), (2**30, "1 GB"), (3 * 2**29, "1.5 GB")])
def test_a_size_is_written_as_people_read_it(size: int, text: str) -> None:
    assert size_text(size) == text


@pytest.mark.parametrize("command", ["fuzz", "probe", "smoke"])
def test_a_size_that_makes_no_sense_is_one_sentence(command: str, tmp_path: Path) -> None:
    says = "Invalid value for '--memory': expected a size from 16M to 1024G, such as 512M, got '1M'"
    assert runlaws(command, "reference", "--memory", "1M", cwd=tmp_path).complaint == says


@pytest.mark.parametrize("command", [("fuzz",), ("probe",), ("known", "update")])
def test_a_client_that_has_no_process_of_its_own_cannot_be_limited(command: tuple[str, ...], tmp_path: Path) -> None:
    done = runlaws(*command, "reference", "--memory", "1G", "--in-process", cwd=tmp_path)
    own = "expected a client in a process of its own, got 'reference', which is asked in this one"
    assert done.complaint == f"--memory: {own}"


@pytest.mark.parametrize(
    "command", [("fuzz", WORKER), ("compare", WORKER, "reference"), ("smoke", WORKER), ("known", "update", WORKER)]
)
def test_a_worker_that_begins_with_more_than_it_may_have_is_one_sentence(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "fat.py").write_text(FAT)
    done = runlaws(*command, "--memory", "64M", cwd=tmp_path)
    assert done.complaint.endswith("to say hello, but it took more than 64 MB of memory")


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_takes_too_much_for_the_limit_alone_is_found_with_it_alone(jobs: str, tmp_path: Path) -> None:
    write_clients(tmp_path)
    (tmp_path / "greedy.py").write_text(GREEDY)
    how = ("greedy:client", "--profile", "parcels:PARCEL_V1", "--examples", "1", "--law", "decodes-valid")
    limited = runlaws("fuzz", *how, "--memory", "128M", "--jobs", jobs, cwd=tmp_path)
    assert (limited.status, "(crashed: MemoryError)" in limited.out) == (1, True), limited
    assert runlaws("fuzz", *how, cwd=tmp_path).status == 0
