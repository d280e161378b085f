"""A search that ends before its time: what was found so far is printed and written, and the last document is named."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from runlaws.case import Case
from runlaws.saved import Saved, write_saved
from tests.processes import SCRIPT, Ended, runlaws, started

SDK = """
import json, os, pathlib, signal, time

asked = []

def decode(document):
    asked.append(document)
    if len(asked) == 1000:
        {ends}
    return json.loads(document)

def encode(value):
    return json.dumps({{name: item for name, item in value.items() if name != "model"}})

class client:
    name = "short-lived"
    decode, encode = staticmethod(decode), staticmethod(encode)
"""
WAITS = "pathlib.Path('began').touch(); time.sleep(60)"


def write_sdk(folder: Path, ends: str) -> None:
    (folder / "short.py").write_text(SDK.format(ends=ends))
    (folder / "whole.py").write_text("import short as it\nclient = it.client\n")


def so_far(folder: Path, out: str) -> dict[str, Any]:
    """Return the findings that were written, after looking at what was printed."""
    data: dict[str, Any] = json.loads((folder / "out.json").read_text())
    assert "the search is not complete: " in out
    assert f"the last document was that of case {data['last']['id']}" in out
    assert data["ended"] in out
    assert "round-trip" in {finding["law"] for finding in data["findings"]}, "it loses the model of every document"
    kept = {path.stem.rpartition("-")[2] for path in (folder / ".runlaws" / "cases").iterdir()}
    assert {finding["case"]["id"] for finding in data["findings"]} | {data["last"]["id"]} == kept
    return data


@pytest.mark.parametrize(
    ("number", "status", "sentence"), [(signal.SIGINT, 130, "Interrupted."), (signal.SIGTERM, 143, "Terminated.")]
)
def test_a_signal_ends_a_search_with_what_was_found_so_far(
    tmp_path: Path, number: signal.Signals, status: int, sentence: str
) -> None:
    write_sdk(tmp_path, WAITS)
    with started([SCRIPT, "fuzz", "short:client", "--json", "out.json", "--deadline", "60"], cwd=tmp_path) as process:
        while not (tmp_path / "began").exists():
            assert process.poll() is None, "it ended before it began to search"
            time.sleep(0.01)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (status, f"{sentence}\n")
    so_far(tmp_path, out)


@pytest.mark.parametrize(
    ("ends", "kind"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "killed by SIGKILL"),
        ("signal.signal(signal.SIGSEGV, signal.SIG_DFL); os.kill(os.getpid(), signal.SIGSEGV)", "killed by SIGSEGV"),
    ],
)
def test_a_client_that_ends_the_search_is_a_finding_beside_what_was_found(tmp_path: Path, ends: str, kind: str) -> None:
    write_sdk(tmp_path, ends)
    done = runlaws("fuzz", "short:client", "--json", "out.json", cwd=tmp_path)
    assert (done.status, done.err) == (1, "")
    last = so_far(tmp_path, done.out)["findings"][-1]
    assert (last["law"], last["kind"]) == ("never-exits", kind)
    assert f"got      the end of the process    ({kind})" in done.out


def test_a_client_that_is_killed_by_one_case_is_reported_when_that_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "deadly.py").write_text("import os\ndef decode(document):\n    os.kill(os.getpid(), 9)\n")
    (tmp_path / "run.json").write_text("{}")
    (tmp_path / "to.py").write_text("import deadly as it\n")
    done = runlaws("replay", "run.json", "--client", "to:it", cwd=tmp_path)
    assert (done.status, done.err) == (1, "")
    assert "killed by SIGKILL" in done.out


def test_a_case_that_was_cut_is_not_one_on_which_every_law_is_kept(tmp_path: Path) -> None:
    case = Case.of_bytes(b'{"status":"queued"}')
    path = write_saved(tmp_path / ".runlaws" / "cases", Saved("round-trip", "", "dropped", "it", "it:client", case))
    path.write_bytes(path.read_bytes()[:-100])
    replayed: Ended = runlaws("replay", case.id, cwd=tmp_path)
    assert replayed.complaint.startswith(f".runlaws/cases/{path.name}: expected a saved failure of format 1, got ")
