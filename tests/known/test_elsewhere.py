"""An entry that stands for failures at many places is fixed when none of them is left, whatever its witness shows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from runlaws import Policy, PythonClient
from runlaws.case import Case
from runlaws.client import Client
from runlaws.known import Elsewhere, Known, WitnessResult, WitnessState, read_known, with_added, witness_result
from runlaws.laws import find_law
from runlaws.observe import InProcess
from runlaws.trial import Trial
from runlaws_strategies.build import controls
from tests.processes import runlaws
from tests.recordings import recorded


def client_that_drops(*names: str) -> Client:
    """Return a client that loses what `metadata` has under these names."""

    def decode(document: bytes) -> Any:
        run = json.loads(document)
        if isinstance(run, dict) and isinstance(run.get("metadata"), dict):
            run["metadata"] = {name: value for name, value in run["metadata"].items() if name not in names}
        return run

    return PythonClient(decode=decode, encode=json.dumps, policy=Policy(hashable=False), name="forgetful")


WITNESS = Case.of_bytes(json.dumps({**recorded("v2-queued"), "metadata": {"kind": "1"}}).encode())
ALL = Known("round-trip", "/metadata/*", "dropped", WITNESS, "names are lost", matter=())


def result_of(client: Client, known: Known = ALL, beside: Iterable[Known] = ()) -> WitnessResult:
    trial = Trial(InProcess(client), [find_law(known.law)], controls)
    return witness_result(known, trial, list(beside), Elsewhere())


def test_what_is_fixed_on_the_witness_alone_is_kept_with_another_witness() -> None:
    assert result_of(client_that_drops("kind", "k")).state is WitnessState.KNOWN
    shown = result_of(client_that_drops("k"))
    assert shown.state is WitnessState.ELSEWHERE
    assert shown.moved is not None
    assert '"metadata":{"k":' in shown.moved.witness.document.decode()
    assert shown.moved.key == ALL.key
    assert "delete" not in shown.text
    assert result_of(client_that_drops("k"), shown.moved).state is WitnessState.KNOWN


def test_what_is_fixed_everywhere_is_stale() -> None:
    assert result_of(client_that_drops()).state is WitnessState.STALE


def test_a_failure_that_the_entry_does_not_cover_keeps_it_from_nothing() -> None:
    of_one_name = Known("round-trip", "/metadata/kind", "dropped", WITNESS, "it is lost", matter=("/metadata",))
    assert result_of(client_that_drops("k"), of_one_name).state is WitnessState.STALE


def test_of_two_entries_for_what_is_left_the_first_is_kept() -> None:
    left = Known("round-trip", "/metadata/k", "dropped", WITNESS, "it is lost", matter=("/metadata",))
    client = client_that_drops("k")
    assert result_of(client, left, [ALL, left]).state is WitnessState.STALE
    assert result_of(client, ALL, [ALL, left]).state is WitnessState.ELSEWHERE


@pytest.mark.slow
def test_prune_keeps_what_is_fixed_in_part_and_deletes_it_once_nothing_of_it_is_left(tmp_path: Path) -> None:
    (tmp_path / "sdk.py").write_text(SDK)
    with_added(tmp_path / "runlaws-known.toml", [ALL])
    in_part = runlaws("known", "prune", "sdk:in_part", cwd=tmp_path)
    assert in_part.out.splitlines() == [
        "runlaws-known.toml:6: found another document that still shows round-trip at /metadata/* (dropped)",
        "runlaws-known.toml: 0 deleted, 1 left",
    ]
    (known,) = read_known(tmp_path / "runlaws-known.toml")
    assert known.key == ALL.key
    assert known.witness != WITNESS
    whole = runlaws("known", "prune", "sdk:whole", cwd=tmp_path)
    assert whole.out.splitlines()[-1] == "runlaws-known.toml: 1 deleted, 0 left"


SDK = """
import json, runlaws

def client(name):
    def decode(document):
        run = json.loads(document)
        run["metadata"].pop(name, None)
        return run
    return runlaws.PythonClient(decode=decode, encode=json.dumps, policy=runlaws.Policy(hashable=False), name="sdk")

in_part, whole = client("k"), client(None)
"""
