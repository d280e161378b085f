"""A search that ends before its time: what was found so far is printed and written, and the last document is named."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from runlaws.case import Case
from runlaws.known import KNOWN_FILE, Known, with_added
from runlaws.saved import Saved, write_saved
from tests.processes import SCRIPT, Ended, interrupted, runlaws, started
from tests.recordings import recorded
from tests.thorough import THOROUGH

SDK = """
import ctypes, json, os, pathlib, signal, time

asked = []

def decode(document):
    asked.append(document)
    if len(asked) >= {at}:
        {ends}
    return json.loads(document)

def encode(value):
    return json.dumps({{name: item for name, item in value.items() if name != "model"}})

class client:
    name, version = "short-lived", "1.2"
    decode, encode = staticmethod(decode), staticmethod(encode)
"""
WAITS = """
        try:
            pathlib.Path('began').touch()
            while True:
                time.sleep(0.01)
        except BaseException:
            pass
"""
"""It waits for a signal, and swallows what that raises."""
KILLS = "os.kill(os.getpid(), signal.SIGKILL)"
COMMANDS = {
    "probe": ("probe", "short:client"),
    "update": ("known", "update", "short:client", "--examples", "1"),
    "prune": ("known", "prune", "short:client"),
    "replay": ("replay", "run.json", "--client", "short:client", "--record", "record.json"),
}
"""The commands that ask a client, besides fuzz."""
SIGNALS = [(signal.SIGINT, 130, "Interrupted."), (signal.SIGTERM, 143, "Terminated.")]


def write_sdk(folder: Path, ends: str, at: int = 1000) -> None:
    (folder / "short.py").write_text(SDK.format(ends=ends, at=at))


def write_place(folder: Path, ends: str) -> str:
    """Write a client that ends at the first document, what the commands need, and return the known failures."""
    write_sdk(folder, ends, at=1)
    (folder / "run.json").write_text("{}")
    known, case = folder / KNOWN_FILE, Case.of_bytes(json.dumps(recorded("v2-queued")).encode())
    known.write_text("# Ours.\n")
    with_added(known, [Known("decodes-valid", "", "refused: ValueError", case, "they said so")])
    return known.read_text()


def the_last_document(folder: Path, err: str) -> str:
    """Return how the command is said to have ended, after looking for the last document."""
    said, _, case = err.partition("; the last document was that of case ")
    id = case.split()[0]
    assert f"which is saved: `runlaws replay {id} --client short:client` tries it again" in err
    assert (folder / ".runlaws" / "cases" / f"{id}.json").exists()
    return said


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


@pytest.mark.parametrize(("number", "status", "sentence"), SIGNALS)
def test_a_signal_ends_a_search_with_what_was_found_so_far(
    tmp_path: Path, number: signal.Signals, status: int, sentence: str
) -> None:
    write_sdk(tmp_path, WAITS)
    done = interrupted("fuzz", "short:client", "--json", "out.json", cwd=tmp_path, number=number)
    *announced, last = done.err.splitlines()
    assert (done.status, last) == (status, sentence)
    assert "found: round-trip /model dropped" in announced, "as it was found"
    so_far(tmp_path, done.out)


@pytest.mark.parametrize("command", COMMANDS)
def test_ctrl_c_ends_a_command_that_asks_a_client_and_names_the_last_document(tmp_path: Path, command: str) -> None:
    known = write_place(tmp_path, WAITS)
    done = interrupted(*COMMANDS[command], cwd=tmp_path, number=signal.SIGINT)
    assert (done.status, done.out) == (130, "")
    assert done.err.endswith("\nInterrupted.\n")
    assert the_last_document(tmp_path, done.err) == "short-lived 1.2 was interrupted"
    assert (tmp_path / KNOWN_FILE).read_text() == known


@pytest.mark.slow
def test_ctrl_c_ends_an_update_of_known_failures_with_what_was_found_so_far(tmp_path: Path) -> None:
    """Nothing is written, but nothing that was seen is lost to the reader."""
    write_sdk(tmp_path, WAITS)
    done = interrupted("known", "update", "short:client", cwd=tmp_path, number=signal.SIGINT)
    assert (done.status, (tmp_path / KNOWN_FILE).exists()) == (130, False)
    assert "found before it ended: round-trip /model dropped\n" in done.out
    assert f"{KNOWN_FILE} is not written." in done.err


def test_ctrl_c_ends_a_check_with_a_summary_of_what_was_judged(tmp_path: Path) -> None:
    """Of a pipe, say, that nobody writes to any more."""
    document = json.dumps(recorded("v2-queued"))
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(document)
    with started([SCRIPT, "check", "a.json", "b.json", "-"], cwd=tmp_path, stdin=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert [process.stdout.readline().partition(":")[0] for _ in range(2)] == ["a.json", "b.json"]
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, err) == (130, "Interrupted.\n")
    assert out.startswith("\ninterrupted: what follows is of the files until then\n\n2 runs: ")


@pytest.mark.parametrize(
    ("ends", "kind"),
    [
        (KILLS, "killed by SIGKILL"),
        ("signal.signal(signal.SIGSEGV, signal.SIG_DFL); os.kill(os.getpid(), signal.SIGSEGV)", "killed by SIGSEGV"),
        ("ctypes.CDLL(None)._exit(0)", "exited with status 0"),
    ],
)
def test_a_client_that_ends_a_search_in_this_process_is_a_finding_beside_what_was_found(
    tmp_path: Path, ends: str, kind: str
) -> None:
    write_sdk(tmp_path, ends)
    done = runlaws("fuzz", "short:client", "--in-process", "--json", "out.json", cwd=tmp_path)
    assert done.status == 1
    assert all(line.startswith("found: ") for line in done.err.splitlines())
    last = so_far(tmp_path, done.out)["findings"][-1]
    assert (last["law"], last["kind"]) == ("never-exits", kind)
    assert f"got      the end of the process    ({kind})" in done.out


@pytest.mark.parametrize(
    ("command", "left"),
    [
        ("probe", "No policy could be measured."),
        ("update", "runlaws-known.toml is unchanged."),
        ("prune", "runlaws-known.toml is unchanged."),
    ],
)
def test_a_client_that_ends_the_process_of_another_command_is_named_with_the_last_document(
    tmp_path: Path, command: str, left: str
) -> None:
    known = write_place(tmp_path, KILLS)
    done = runlaws(*COMMANDS[command], "--in-process", cwd=tmp_path)
    assert (done.status, done.out) == (1, "")
    assert the_last_document(tmp_path, done.err) == "short-lived 1.2 ended the process (killed by SIGKILL)"
    assert done.err.endswith(f" tries it again. {left}\n")
    assert (tmp_path / KNOWN_FILE).read_text() == known


def test_a_client_that_is_killed_by_one_case_is_reported_when_that_is_tried_again(tmp_path: Path) -> None:
    write_place(tmp_path, KILLS)
    done = runlaws(*COMMANDS["replay"], "--in-process", cwd=tmp_path)
    assert (done.status, done.err) == (
        1,
        "record.json: nothing is recorded, since the client was not asked to the end.\n",
    )
    assert done.out.startswith("never-exits: ")
    assert "\nshort-lived 1.2: 1 broken on case " in done.out
    assert not (tmp_path / "record.json").exists()


def test_a_client_in_a_process_of_its_own_ends_no_command_but_breaks_a_law(tmp_path: Path) -> None:
    """What was recorded of it is judged alike."""
    write_place(tmp_path, KILLS)
    replayed = runlaws(*COMMANDS["replay"], cwd=tmp_path)
    assert (replayed.status, replayed.err) == (1, "")
    assert replayed.out.startswith("never-exits: ")
    assert runlaws("replay", "record.json", cwd=tmp_path).out.startswith("never-exits: ")


@pytest.mark.slow
@pytest.mark.skipif(not THOROUGH, reason="some thousand processes end, one for each case")
def test_that_each_case_ends_the_process_can_be_known_and_stays_so_where_nothing_can_be_asked(tmp_path: Path) -> None:
    write_place(tmp_path, KILLS)
    (tmp_path / KNOWN_FILE).unlink()
    added = runlaws(*COMMANDS["update"], cwd=tmp_path)
    assert "added never-exits on the whole document (decode: Exit)" in added.out
    assert runlaws(*COMMANDS["prune"], cwd=tmp_path).out.endswith(" 0 deleted, 1 left\n")
    assert "\n# none of the " in runlaws(*COMMANDS["probe"], cwd=tmp_path).out


@pytest.mark.parametrize("command", [("fuzz", "short:client"), COMMANDS["probe"]], ids=" ".join)
@pytest.mark.parametrize(
    ("ends", "says"),
    [
        ("raise KeyboardInterrupt", "importing short raises KeyboardInterrupt"),
        ("import os; os.kill(os.getpid(), 9)", "looking for it ended the process (killed by SIGKILL)"),
    ],
)
def test_a_client_that_cannot_be_imported_is_one_sentence(
    tmp_path: Path, command: tuple[str, ...], ends: str, says: str
) -> None:
    (tmp_path / "short.py").write_text(ends)
    done = runlaws(*command, cwd=tmp_path)
    assert done.complaint.startswith(f"client 'short:client': {says}")


def test_a_keyboard_interrupt_of_the_clients_own_is_told_by_never_exits(tmp_path: Path) -> None:
    write_place(tmp_path, "raise KeyboardInterrupt")
    done = runlaws(*COMMANDS["replay"], cwd=tmp_path)
    assert (done.status, done.err) == (1, "")
    assert done.out.startswith("never-exits: ")
    assert "(decode: KeyboardInterrupt)" in done.out


@pytest.mark.slow
@pytest.mark.parametrize("command", ["fuzz", "probe"])
def test_a_keyboard_interrupt_of_the_clients_own_ends_no_command(tmp_path: Path, command: str) -> None:
    write_sdk(tmp_path, "raise KeyboardInterrupt")
    how = ("--examples", "1", "--law", "never-exits") if command == "fuzz" else ()
    done = runlaws(command, "short:client", "--profile", "v1", *how, cwd=tmp_path)
    assert done.status == int(command == "fuzz")
    assert all(line.startswith("found: ") for line in done.err.splitlines())
    assert ("never-exits: " in done.out) is (command == "fuzz")
    assert "not complete" not in done.out


def test_a_case_that_was_cut_is_not_one_on_which_every_law_is_kept(tmp_path: Path) -> None:
    case = Case.of_bytes(b'{"status":"queued"}')
    path = write_saved(tmp_path / ".runlaws" / "cases", Saved("round-trip", "", "dropped", "it", "it:client", case))
    path.write_bytes(path.read_bytes()[:-100])
    replayed: Ended = runlaws("replay", case.id, cwd=tmp_path)
    assert replayed.complaint.startswith(f".runlaws/cases/{path.name}: expected a saved failure of format 1, got ")
