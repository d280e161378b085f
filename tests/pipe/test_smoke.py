"""`runlaws smoke`: each mistake of a worker has its own sentence, and what its library does is none."""

from __future__ import annotations

import json
import re
import shlex
import sys
from pathlib import Path
from typing import Final

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # its stubs are a package of their own

from runlaws.observe.pipe import WorkerError
from runlaws.observe.pipe._schema import protocol_schema
from runlaws.observe.smoke import Smoke, smoke
from tests.pipe.broken import BROKEN, COMPLETE
from tests.pipe.broken import changed_template as worker
from tests.processes import environment, runlaws

PAGE: Final = (Path(__file__).parents[2] / "docs" / "protocol.md").read_text(encoding="utf-8")
DOCUMENT: Final = (
    b'{"id":"run_1","created_at":1700000000,"status":"queued","tools":[{"type":"function"}],"metadata":{}}'
)


def smoked(command: str, *, starting: float = 30.0) -> Smoke:
    return smoke(command, [DOCUMENT], profile="v2", deadline=30.0, starting=starting, seconds=0.01)


def stands_in_the_page(cited: str) -> bool:
    """Return whether the page has a heading, and below it the number, the row, the bold words or the quotation."""
    heading, _, rest = cited.partition(", ")
    section = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    if section is None:
        return False
    if rest.startswith("row "):
        name = rest.removeprefix("row ")
        return any(name in line.split("|")[1].split(":")[0] for line in section[1].splitlines() if line[:1] == "|")
    starts = f"{rest}. " if rest.isdigit() else rest.strip('"') if rest.startswith('"') else f"**{rest}.**"
    return not rest or f"\n{starts}" in section[1]


@pytest.mark.parametrize(
    "broken",
    [pytest.param(broken, marks=[pytest.mark.slow] if number % 4 else []) for number, broken in enumerate(BROKEN)],
)
def test_a_mistake_is_told_in_its_own_sentence_with_the_place_of_the_page(tmp_path: Path, broken: str) -> None:
    changes, page, says = BROKEN[broken]
    (mistake,) = smoked(worker(tmp_path, *changes)).mistakes
    assert mistake.page == page
    assert says in str(mistake)
    assert stands_in_the_page(page)


@pytest.mark.parametrize(
    ("change", "page", "says"),
    [
        (("file=replies, flush=True", "file=HELD"), "How long an answer may take", "flushed"),
        pytest.param(
            ("file=replies, flush=True", "file=replies, flush=True, end=''"),
            "Lines, 1",
            "without a newline",
            marks=pytest.mark.slow,
        ),
    ],
    ids=["flush", "newline"],
)
def test_what_a_worker_that_does_not_answer_has_forgotten_is_told(
    tmp_path: Path, change: tuple[str, str], page: str, says: str
) -> None:
    held = ("for line in", "HELD = open(1, 'w', closefd=False)\nfor line in")
    (mistake,) = smoked(worker(tmp_path, change, held), starting=5.0).mistakes
    assert mistake.page == page
    assert says in mistake.expected + mistake.got
    assert stands_in_the_page(page)


@pytest.mark.parametrize("changes", [[], COMPLETE], ids=["template", "complete"])
def test_a_worker_that_speaks_the_protocol_has_no_mistakes_and_rates(
    tmp_path: Path, changes: list[tuple[str, str]]
) -> None:
    result = smoked(worker(tmp_path, *changes))
    assert (result.mistakes, result.notes) == ([], [])
    assert result.empty_rate
    assert result.case_rate


def test_what_the_library_does_wrong_is_no_mistake_of_the_worker(tmp_path: Path) -> None:
    """It loses a member, equals nothing, and refuses half of a surrogate pair with an error of its own."""
    loses = ("    return value\n\n\ndef encode", "    value.pop('status', 0)\n    return value\n\n\ndef encode")
    equals = ('{"yes": kept[0] == ', '{"yes": False and ')
    result = smoked(worker(tmp_path, loses, equals))
    assert result.mistakes == []
    assert list(result.notes) == [
        "nothing is shown at /status: either the library drops it, or the worker does not translate the name"
    ]


def test_a_library_that_refuses_a_plain_run_is_noted(tmp_path: Path) -> None:
    refuses = ("    value = json.loads(document)\n", "    raise ValueError('no runs today')\n")
    result = smoked(worker(tmp_path, refuses))
    assert result.mistakes == []
    assert list(result.notes) == [
        "decoding a plain run raised ValueError: no runs today, so what needs its value was not tried"
    ]


def test_all_that_is_sent_follows_the_schema_but_for_the_unknown_operation(tmp_path: Path) -> None:
    log = tmp_path / "log"
    logs = (
        "    message = json.loads(line)\n",
        f"    message = json.loads(line)\n    open({str(log)!r}, 'ab').write(line)\n",
    )
    assert smoked(worker(tmp_path, *COMPLETE, logs)).mistakes == []
    schema = protocol_schema()
    validator = Draft202012Validator({"$ref": "#/$defs/question", "$defs": schema["$defs"]})
    messages = [json.loads(line) for line in log.read_bytes().split(b"\n")[:-1]]
    assert [message["ask"] for message in messages if not validator.is_valid(message)] == [[{"do": "compare"}]]
    operations = {operation["do"] for message in messages for operation in message.get("ask", ())}
    assert operations >= {"decode", "fields", "drop", "undo", "sizes", "copy", "print", "hash", "unequal", "names"}


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("no-such-program --fast", "no-such-program cannot be started: No such file or directory"),
        (f"{shlex.quote(sys.executable)} -c 'import nope'", "No module named 'nope'"),
        (shlex.join([sys.executable, "-m", "runlaws.worker", "reference", str(1 << 40)]), "it links runlaws"),
        ("", "expected a command, such as"),
        ("'", "as a shell reads it"),
    ],
)
def test_a_command_that_cannot_be_started_is_an_error_that_says_why(command: str, says: str) -> None:
    with pytest.raises(WorkerError, match=re.escape(says)):
        smoked(command)


@pytest.mark.slow
def test_the_command_prints_the_mistakes_the_rates_and_a_verdict_with_its_exit_status(tmp_path: Path) -> None:
    good = runlaws("smoke", worker(tmp_path), cwd=tmp_path, env=environment())
    assert (good.status, good.err) == (0, "")
    first, rates, verdict = good.out.splitlines()
    assert re.fullmatch(r"template \(Python\), which offers encode, equal: asked in \d+ messages", first)
    assert re.fullmatch(
        r"Round trips a second: [\d,]+ with an empty message, [\d,]+ with the 6 operations of a case.", rates
    )
    assert verdict == "The worker speaks the protocol."

    broken = runlaws("smoke", worker(tmp_path, ("return json.dumps(value)", "return 'run'")), cwd=tmp_path)
    assert broken.status == 1
    assert (
        '\n1. Sent {"do": "encode", "as": 10, "value": 0}: the worker answered {"text": "run"}: Expecting value'
        in broken.out
    )
    assert "(docs/protocol.md, Ask, row `encode`).\n" in broken.out
    assert broken.out.endswith("\nThe worker does not speak the protocol: 1 mistake.\n")
    assert runlaws("smoke", "no-such-program", cwd=tmp_path).complaint.startswith("worker 'no-such-program': ")
