"""The workers of Node SDKs decode through the SDK's own client, and answer all that they offer by the schema."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from typing import Any, Final

import pytest

from tests.processes import runlaws
from tests.recordings import recorded
from tests.workers.asking import EXAMPLES, Command, Operation, decoding, replies_of
from tests.workers.installing import SDKS

EACH: Final = pytest.mark.parametrize("sdk", SDKS)
DOCUMENT: Final = json.dumps(
    {**recorded("v2-requires_action"), "instructions": "Answer.", "parallel_tool_calls": True, "tools": []}
)
CALL: Final = ["required_action", "submit_tool_outputs", "tool_calls", 0]
WHERE: Final = [["id"], ["created_at"], [*CALL, "function", "name"], ["last_error"], ["unknown"], ["metadata"], CALL]

Workers = Callable[[str], Command]


def script(hello: Any) -> list[Operation]:
    """Return operations of every kind that a worker offers."""
    offered: dict[str, list[dict[str, Any]]] = {
        "encode": [{"do": "encode", "as": 2, "value": 0}, {"do": "decode", "as": 3, "written": 2}],
        "equal": [{"do": "equal", "left": 0, "right": 1}, {"do": "equal", "left": 0, "other": "run"}],
        "hash": [{"do": "hash", "value": 0}],
        "headers": [dict(decoding(DOCUMENT, into=4, headers={"x-request-id": "req_1"}))],
        "copy": [{"do": "copy", "as": 5 + at, "value": 0, "by": way} for at, way in enumerate(hello["copies"])],
        "print": [{"do": "print", "value": 0, "by": hello["prints"], "times": 2}],
        "change": [
            {"do": "change", "value": 0, "scalars": [{"at": [], "names": ["id"]}], "containers": [["metadata"]]},
            {"do": "sizes", "value": 0, "at": [["metadata"]]},
            {"do": "undo"},
        ],
        "names": [{"do": "names", "value": 0}],
    }
    assert offered.keys() >= set(hello["offers"]), "an operation that this test does not know"
    return [
        decoding(DOCUMENT),
        decoding(DOCUMENT, into=1),
        *(operation for name in hello["offers"] for operation in offered[name]),
        {"do": "fields", "value": 0, "at": WHERE},
        {"do": "drop"},
    ]


@pytest.mark.slow
@pytest.mark.toolchain("node")
@pytest.mark.toolchain("npm")
@EACH
def test_a_worker_answers_everything_that_it_offers(sdk: str, sdk_worker: Workers) -> None:
    """Each operation is answered, none of them with an error, and the value shows what was sent."""
    worker = sdk_worker(sdk)
    hello = replies_of(worker).hello
    operations = script(hello)
    answers = replies_of(worker, operations).answers()
    assert len(answers) == len(operations)
    assert not [(operation, answer) for operation, answer in zip(operations, answers, strict=True) if "error" in answer]
    *shown, call = answers[-2]["fields"]
    created_at = 1717605300
    assert shown[:1] + shown[2:3] + shown[4:] == ["run_Kq3vT0aZb7YwL2mXc9RdNe04", "get_weather", {"$absent": True}, {}]
    assert shown[1] in (created_at, {"$time": created_at})
    assert shown[3] in (None, {"$absent": True})
    assert call.keys() == {"$class"}


@pytest.mark.slow
@pytest.mark.toolchain("node")
@pytest.mark.toolchain("npm")
@EACH
def test_a_worker_refuses_half_a_document_and_decodes_the_next(sdk: str, sdk_worker: Workers) -> None:
    """An error has its classes and where the SDK was, and the worker goes on."""
    refused, decoded = replies_of(sdk_worker(sdk), [decoding('{"id": '), decoding(DOCUMENT, into=1)]).answers()
    assert "Error" in refused["error"]["classes"]
    assert refused["error"]["traceback"]
    assert "type" in decoded


@pytest.mark.slow
@pytest.mark.toolchain("node")
@pytest.mark.toolchain("npm")
@EACH
def test_each_finding_is_confirmed_by_the_sdk_alone(sdk: str, sdk_worker: Workers) -> None:
    """A script says what was sent and what the SDK made of it, and ends with status 1 while that is a defect."""
    folder = sdk_worker(sdk).folder
    scripts = sorted(script.relative_to(folder) for script in folder.glob("findings/*.mjs"))
    assert scripts
    for script in scripts:
        command = ["node", str(script)]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
        assert (script, done.returncode, done.stderr) == (script, 1, "")
        said = [line.split()[0] for line in done.stdout.splitlines()]
        assert said == ["sent", "made", "defect"] * (len(said) // 3)
        assert "defect  no" not in done.stdout, (script, done.stdout)


@pytest.mark.slow
@pytest.mark.toolchain("node")
@pytest.mark.toolchain("npm")
@EACH
def test_an_sdk_still_shows_every_known_failure(sdk: str, sdk_worker: Workers) -> None:
    """Each entry of the file has a document with which the SDK fails as it says, and the script that confirms it."""
    folder = sdk_worker(sdk).folder
    known = (folder / "runlaws-known.toml").read_text("utf-8")
    scripts = re.findall(r'^reason = "confirmed by (findings/.*)"$', known, re.MULTILINE)
    assert len(scripts) == known.count("[[known]]") > 0
    assert set(scripts) == {f"findings/{script.name}" for script in folder.glob("findings/*.mjs")}
    done = runlaws("known", "prune", "process:node worker.mjs", cwd=folder)
    assert (done.status, f"0 deleted, {len(scripts)} left" in done.out + done.err) == (0, True)


@EACH
def test_a_worker_of_its_own_has_under_60_lines(sdk: str) -> None:
    """What is particular to an SDK is little, its client included: the shared file does the protocol."""
    files = [EXAMPLES / "node" / sdk / name for name in ("worker.mjs", "sdk.mjs")]
    assert sum(len(file.read_text("utf-8").splitlines()) for file in files) < 60


@EACH
def test_a_manifest_pins_its_packages(sdk: str) -> None:
    """The same versions are installed today and in a year."""
    manifest = json.loads((EXAMPLES / "node" / sdk / "package.json").read_bytes())
    lock = json.loads((EXAMPLES / "node" / sdk / "package-lock.json").read_bytes())
    assert all(re.fullmatch(r"\d+\.\d+\.\d+(-[\w.]+)?", version) for version in manifest["dependencies"].values())
    assert lock["packages"][""]["dependencies"] == manifest["dependencies"]
    assert all("integrity" in package for path, package in lock["packages"].items() if path)
