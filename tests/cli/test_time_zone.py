"""In which time zone a client lives that has a process of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.processes import runlaws
from tests.recordings import recorded

_LOCAL = """
import datetime, json
from runlaws.client import NOT_SHOWN

class Local:
    name = "local"

    def decode(self, document):
        return json.loads(document)

    def read(self, value, path):
        try:
            for step in path:
                value = value[step]
        except (LookupError, TypeError):
            return NOT_SHOWN
        if path[-1] == "created_at" and 0 < value < 2**31:  # UTC, and then taken for local time
            return datetime.datetime.fromtimestamp(value, datetime.UTC).replace(tzinfo=None).timestamp()
        return value

client = Local()
"""


_SEARCHED = ("fuzz", "local:client", "--examples", "1", "--law", "reads-fields", "--profile", "v1")
_ASKED_ONCE = ("replay", "run.json", "--client", "local:client")


@pytest.mark.parametrize(
    "command", [pytest.param(_SEARCHED, marks=pytest.mark.slow, id="fuzz"), pytest.param(_ASKED_ONCE, id="replay")]
)
@pytest.mark.parametrize(("zone", "findings"), [({}, 1), ({"TZ": "UTC"}, 0)])
def test_times_that_are_taken_for_local_ones_are_found_on_every_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], zone: dict[str, str], findings: int
) -> None:
    """Unless the user says where the client is to live."""
    monkeypatch.delenv("TZ", raising=False)
    for name, value in zone.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "local.py").write_text(_LOCAL)
    (tmp_path / "run.json").write_text(json.dumps(recorded("v2-queued")))
    done = runlaws(*command, cwd=tmp_path)
    headings = [line for line in done.out.splitlines() if line.startswith("reads-fields: ")]
    assert (len(headings), findings <= done.out.count("\n  at       /created_at")) == (findings, True), done
