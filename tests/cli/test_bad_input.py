"""Bad input of every kind, to every command that takes it: one sentence, no traceback, exit status 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.processes import runlaws

COMMANDS = {
    "fuzz": ("fuzz", "reference", "--examples", "1"),
    "replay": ("replay", "run.json", "--client", "reference"),
    "probe": ("probe", "reference"),
    "known update": ("known", "update", "reference", "--examples", "1"),
    "corpus": ("corpus", "out", "--count", "1"),
    "catalogue": ("catalogue",),
}

MODULE = """
from runlaws import Policy, PythonClient

NO_PROFILE = 5
client = PythonClient(decode=bytes, policy=Policy(errors="json.NoSuchError"))
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a document, and a module with what is no profile and a policy that names no error."""
    (tmp_path / "mine.py").write_text(MODULE)
    (tmp_path / "places.py").write_text(
        "from runlaws import Policy, PythonClient\n"
        "nowhere = PythonClient(decode=bytes, policy=Policy(omits='/thread', unknown_values={'/states': 'refuse'}))\n"
    )
    (tmp_path / "contradiction.py").write_text(
        "from runlaws import Policy, PythonClient\n"
        "client = PythonClient(decode=bytes, policy=Policy(omits='/usage', requires='/usage'))\n"
    )
    (tmp_path / "raises.py").write_text("raise RuntimeError('first line\\nsecond line')")
    (tmp_path / "run.json").write_text(json.dumps({}))
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_a_profile_that_is_not_there_ends_every_command(place: Path, command: str) -> None:
    done = runlaws(*COMMANDS[command], "--profile", "mine:MISSING", cwd=place)
    assert done.complaint.startswith("profile 'mine:MISSING': ")
    assert done.out == ""


@pytest.mark.parametrize(
    ("profile", "complaint"),
    [
        ("nowhere:PROFILE", "profile 'nowhere:PROFILE': "),
        ("raises:PROFILE", "profile 'raises:PROFILE': "),
        ("mine:NO_PROFILE", "profile 'mine:NO_PROFILE'"),
        ("mine:", "no profile is named 'mine:'; there is v2"),
    ],
)
def test_a_profile_that_is_none_says_what_it_is(place: Path, profile: str, complaint: str) -> None:
    assert runlaws("catalogue", "--profile", profile, cwd=place).complaint.startswith(complaint)


@pytest.mark.parametrize("command", ["fuzz", "probe"])
def test_a_policy_that_names_no_error_says_which(place: Path, command: str) -> None:
    done = runlaws(command, "mine:client", cwd=place)
    assert "json.NoSuchError" in done.complaint
    assert done.out == ""


@pytest.mark.parametrize("command", ["fuzz", "probe"])
@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ("places:nowhere", "policy: omits names '/thread', a place that no profile of run has"),
        ("contradiction:client", "policy: requires and omits contradict each other at '/usage'"),
    ],
)
def test_a_policy_that_cannot_be_names_the_setting(place: Path, command: str, spec: str, says: str) -> None:
    done = runlaws(command, spec, cwd=place)
    assert says in done.complaint
    assert done.out == ""


@pytest.mark.parametrize(
    ("command", "args", "seconds"),
    [
        *(("fuzz", ("reference",), seconds) for seconds in ("nan", "inf", "0", "-1", "soon")),
        ("probe", ("reference",), "nan"),
        ("replay", ("run.json", "--client", "reference"), "nan"),
        ("known", ("update", "reference"), "nan"),
        ("known", ("prune", "reference"), "nan"),
    ],
)
def test_a_deadline_that_makes_no_sense_is_refused_by_every_command(
    place: Path, command: str, args: tuple[str, ...], seconds: str
) -> None:
    done = runlaws(command, *args, "--deadline", seconds, cwd=place)
    assert done.complaint.startswith("Invalid value for '--deadline': ")


def test_a_time_that_is_none_says_what_one_looks_like(tmp_path: Path) -> None:
    done = runlaws("fuzz", "reference", "--time", "soon", cwd=tmp_path)
    assert done.status == 2
    assert "expected a time such as 60s, 5m or 1h, got 'soon'" in done.err
