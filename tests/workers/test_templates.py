"""The templates of the guide are workers in under 100 lines, in Python and in Node."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.workers.asking import EXAMPLES, NODE, PYTHON, Command, decoding, replies_of, replies_to

BOTH = pytest.mark.parametrize(
    "template", [PYTHON, pytest.param(NODE, marks=pytest.mark.toolchain("node"))], ids=["python", "node"]
)
ODD = '{"id": "run_1", "n": null, "t": true, "i": 18446744073709551615, "f": 0.5, "s": "\\ud800x", "a": [], "o": {}}'


@pytest.mark.parametrize("name", ["template.py", "template.mjs"])
def test_a_template_has_under_100_lines(name: str) -> None:
    """A template fits on two screens."""
    assert len((EXAMPLES / name).read_text("utf-8").splitlines()) < 100


def test_the_python_template_imports_the_standard_library_alone() -> None:
    """A worker needs no runlaws where it runs."""
    lines = (EXAMPLES / "template.py").read_text("utf-8").splitlines()
    imported = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}
    assert imported <= sys.stdlib_module_names


@BOTH
def test_a_template_says_what_it_is(template: Command) -> None:
    """The reply to hello has a name, the operations offered, and a policy."""
    hello = replies_of(template).hello
    assert (hello["protocol"], hello["name"]) == (1, "template")
    assert hello["policy"]["errors"]


@BOTH
def test_a_template_decodes_shows_writes_and_decodes_again(template: Command) -> None:
    """A value goes out and comes back, and shows at each path what was sent."""
    where = [["id"], ["n"], ["t"], ["i"], ["f"], ["s"], ["a"], ["o"], ["none"], ["a", 0], ["id", 0], []]
    script = [
        decoding(ODD),
        {"do": "fields", "value": 0, "at": where},
        {"do": "encode", "as": 1, "value": 0},
        {"do": "decode", "as": 2, "written": 1},
        {"do": "fields", "value": 2, "at": where[:3]},
        {"do": "drop"},
        {"do": "fields", "value": 0, "at": where},
    ]
    _, first, written, _, second, dropped, gone = replies_of(template, script).answers()
    shown = first["fields"]
    assert shown[:3] == ["run_1", None, True]
    assert str(shown[3]).strip("{}").startswith(("1844674407370955161", "'$number': '1844674407370955161"))
    assert shown[4] in (0.5, {"$float": "0.5"})
    assert shown[5:8] == [{"$text": [0xD800, ord("x")]}, [], {}]
    assert shown[8:11] == [{"$absent": True}] * 3
    assert shown[11].keys() == {"$class"}
    assert json.loads(written["text"])["id"] == "run_1"
    assert second["fields"] == shown[:3]
    assert (dropped, gone) == ({}, {"skipped": True})


@BOTH
def test_a_template_answers_what_the_client_refuses_with_an_error_and_skips_what_needs_it(template: Command) -> None:
    """A refusal is an answer, by a class that the policy names, and the worker goes on."""
    done = replies_of(template, [decoding("{"), {"do": "encode", "as": 1, "value": 0}, decoding("[]", into=2)])
    refused, skipped, no_object = done.answers()
    for answer in (refused, no_object):
        assert set(answer["error"]["classes"]) & set(done.hello["policy"]["errors"])
    assert skipped == {"skipped": True}


@BOTH
def test_a_template_reports_an_operation_that_it_does_not_know(template: Command) -> None:
    """What the host asks for and the worker cannot understand is a problem of the whole message."""
    done = replies_to(template, b'{"id": 0, "ask": [{"do": "compare"}]}\n{"id": 1, "ask": []}\n')
    assert done.replies == [{"id": 0, "problem": "no operation named compare"}, {"id": 1, "answers": []}]


def test_the_python_template_keeps_what_its_library_prints_apart(tmp_path: Path) -> None:
    """Standard output belongs to the protocol."""
    source = (EXAMPLES / "template.py").read_text("utf-8")
    talkative = source.replace(
        "    value = json.loads(document)\n", "    print('decoding')\n    value = json.loads(document)\n"
    )
    (tmp_path / "worker.py").write_text(talkative, encoding="utf-8")
    done = replies_of(Command([sys.executable, "worker.py"], tmp_path), [decoding("{}")])
    assert (done.answers(), done.printed) == ([{"type": "dict"}], "decoding\n")


def test_the_python_template_compares() -> None:
    """Values are compared with each other, and with data of another kind."""
    script = [
        decoding('{"a": 1, "b": 2}'),
        decoding('{"b": 2, "a": 1}', into=1),
        {"do": "equal", "left": 0, "right": 1},
        {"do": "equal", "left": 0, "other": None},
    ]
    assert replies_of(PYTHON, script).answers()[2:] == [{"yes": True}, {"yes": False}]
