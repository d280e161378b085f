"""Members may have any names, digits and escapes among them, and no law and no measurement takes one for an index."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from runlaws import Policy, PythonClient
from runlaws.adapters import find_client
from runlaws.case import Case
from runlaws.client import Client
from runlaws.laws import LAWS
from runlaws.observe import InProcess
from runlaws.probe import probe
from runlaws.trial import Trial
from runlaws.values import Json
from runlaws_strategies import simplest
from tests.edits import edited
from tests.run.full import full_tree

NAMES = ("0", "00", "²", "٣", "a/b", "~", "~1", "", "*", "-")
NEW: Json = {"0": [0, {"²": "x"}], "~": None}

CLIENTS: list[Client] = [
    find_client("reference"),
    PythonClient(decode=json.loads, encode=json.dumps, policy=Policy(hashable=False), name="keeps"),
    PythonClient(decode=json.loads, policy=Policy(hashable=False), name="shows"),
]


def documents(name: str) -> Mapping[str, dict[str, Any]]:
    """Return runs with a member of a name at several places."""
    plain, full = simplest("queued"), full_tree()
    return {
        "at the top": {**plain, name: NEW},
        "in metadata": {**plain, "metadata": {name: "value"}},
        "wrong in metadata": {**plain, "metadata": {name: 5}},
        "in a part": {**full, "usage": {**full["usage"], name: NEW}},
        "in an item": edited(full, {"/tools/0": {**full["tools"][0], name: NEW}}),
        "in free data": edited(
            full, {"/tools": [{"type": "function", "function": {"name": "f", "parameters": {name: 1}}}]}
        ),
    }


def cases(name: str) -> dict[str, Case]:
    made = {where: Case.of_bytes(json.dumps(tree).encode()) for where, tree in documents(name).items()}
    twice = json.dumps(simplest("queued"))[:-1] + f", {json.dumps(name)}: 1, {json.dumps(name)}: [2]}}"
    return {**made, "twice": Case.of_bytes(twice.encode())}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.name)
def test_no_law_takes_a_member_for_an_item(client: Client, name: str) -> None:
    trial = Trial(InProcess(client), LAWS)
    for where, case in cases(name).items():
        broken = {law.id: verdict.failures for law, verdict in trial.verdicts(case) if verdict.failures}
        broken.pop("refuses-invalid", None)  # the plain client takes what is wrong
        assert not broken, where


@pytest.mark.parametrize("client", CLIENTS[:2], ids=lambda client: client.name)
def test_a_keeping_client_is_measured_to_keep_them(client: Client) -> None:
    measured = probe(InProcess(client), [case for name in NAMES for case in cases(name).values()])
    settings = {one.setting: one.value for one in measured.settings}
    assert settings["unknown_members"] == "keep"
    assert settings["omits"] == frozenset()


def test_a_dropping_client_is_measured_to_drop_them() -> None:
    known = simplest("queued").keys()
    client = PythonClient(
        decode=lambda document: {name: value for name, value in json.loads(document).items() if name in known},
        encode=json.dumps,
        policy=Policy(hashable=False),
    )
    measured = probe(InProcess(client), [cases(name)["at the top"] for name in NAMES])
    assert {one.setting: one.value for one in measured.settings}["unknown_members"] == "drop"
