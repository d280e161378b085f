"""Cases are made, judged and written without Hypothesis: only who draws pays for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from runlaws.document import write
from runlaws_strategies import KINDS, make_case, simplest
from tests.processes import python

RUN_COMMAND = """
import sys
from runlaws.cli import main

try:
    main({arguments!r}, prog_name="runlaws")
except SystemExit as ended:
    assert not ended.code, ended.code
loaded = {{name.partition(".")[0] for name in sys.modules}}
assert not {{"hypothesis", "hypothesis_jsonschema"}} & loaded, "Hypothesis was imported"
"""

COMMANDS = {
    "check": ["check", "run.json"],
    "catalogue": ["catalogue", "--profile", "v1"],
    "corpus": ["corpus", "out", "--count", "50", "--seed", "1"],
    "replay": ["replay", "run.json", "--client", "reference"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_draws_nothing_does_not_load_hypothesis(tmp_path: Path, command: str) -> None:
    (tmp_path / "run.json").write_bytes(write(simplest("queued")))
    done = python(RUN_COMMAND.format(arguments=COMMANDS[command]), cwd=tmp_path)
    assert (done.status, done.err) == (0, "")


def test_a_case_of_every_kind_is_made_without_hypothesis(tmp_path: Path) -> None:
    ids = [make_case(5, 1, kinds=[kind]).id for kind in KINDS]
    code = (
        "import sys; from runlaws_strategies import KINDS, make_case; "
        "print([make_case(5, 1, kinds=[kind]).id for kind in KINDS]); assert 'hypothesis' not in sys.modules"
    )
    assert python(code, cwd=tmp_path).out.strip() == str(ids)
