"""The whole traceback of what a client raises, which an observer keeps when it is asked to."""

from __future__ import annotations

import json
from typing import Any

import pytest

from runlaws import PythonClient
from runlaws.client import Observation, Outcome, Thrown
from runlaws.observe import InProcess
from tests.laws.observed import VALID


def decode(document: bytes) -> object:
    """Fail in a library, and translate that."""
    try:
        return json.loads(document[:-1])
    except ValueError as error:
        msg = "\n".join(["x" * 3000, *(f"line {number}" for number in range(30))])
        raise RuntimeError(msg) from error


def deep(document: bytes) -> Any:
    return deeper(document)


def deeper(document: bytes) -> Any:
    return deep(document)


def with_parts(_: bytes) -> Any:
    msg = "several"
    raise ExceptionGroup(msg, [KeyError("one"), TypeError("two")])


def talkative(_: bytes) -> Any:
    raise ValueError("\n".join(map(str, range(100_000))))


def observed(decode: Any, *, tracebacks: bool = True) -> Observation:
    return InProcess(PythonClient(decode=decode), tracebacks=tracebacks).observe(VALID, ())


def thrown_by(decode: Any) -> Thrown:
    thrown = observed(decode).decoded.thrown
    assert thrown is not None
    return thrown


def test_it_has_foreign_frames_and_whole_messages_and_none_of_our_frames() -> None:
    lines = thrown_by(decode).traceback
    files = [line.split('"')[1] for line in lines if line.startswith('  File "')]
    assert {file.replace("\\", "/").rpartition("/")[2] for file in files} == {
        "test_traceback.py",
        "__init__.py",  # of json
        "decoder.py",
    }
    assert "The above exception was the direct cause of the following exception:" in lines
    assert f"RuntimeError: {'x' * 3000}" in lines
    assert lines[-1] == "line 29"


def test_the_middle_of_a_deep_stack_is_left_out() -> None:
    lines = thrown_by(deep).traceback
    (more,) = (line for line in lines if "frames like these" in line)
    assert int(more.split()[1]) > 100
    assert sum(line.startswith('  File "') for line in lines) == 20
    assert lines[-1].startswith("RecursionError")


def test_the_middle_of_a_text_with_very_many_lines_is_left_out() -> None:
    lines = thrown_by(talkative).traceback
    assert len(lines) < 500
    assert lines[-1] == "99999"
    assert any(line.endswith("more lines …") for line in lines)


def test_it_has_the_parts_of_a_group() -> None:
    lines = thrown_by(with_parts).traceback
    assert any("KeyError: 'one'" in line for line in lines)
    assert any("TypeError: two" in line for line in lines)


def test_what_our_caller_was_handling_is_no_cause() -> None:
    """Python links each exception to the one that is being handled, be it a test's that asks in an `except`."""
    for how in (with_parts, talkative, decode):
        msg = "ours"
        try:
            raise LookupError(msg)
        except LookupError:
            thrown = thrown_by(how)
        assert not any("LookupError" in text for text in (*thrown.chain, *thrown.traceback))


def test_it_is_not_kept_unless_asked_for_and_decides_nothing() -> None:
    without, with_it = observed(decode, tracebacks=False), observed(decode)
    assert without.decoded.thrown is not None
    assert not without.decoded.thrown.traceback
    assert without == with_it


@pytest.mark.parametrize("text", ["raises", "hangs"])
def test_an_exception_whose_text_cannot_be_had_is_observed_all_the_same(text: str) -> None:
    class Odd(Exception):
        def __str__(self) -> str:
            while text == "hangs":
                pass
            raise ZeroDivisionError

    def raise_it(_: bytes) -> Any:
        raise Odd

    seen = InProcess(PythonClient(decode=raise_it), deadline=0.05, tracebacks=True).observe(VALID, ())
    assert seen.outcome is Outcome.CRASHED
    assert seen.decoded.thrown is not None
    assert seen.decoded.thrown.message in {"(its text raises ZeroDivisionError)", "(its text hangs)"}


def test_a_cause_of_several_lines_ends_with_an_ellipsis() -> None:
    def refuse(_: bytes) -> Any:
        try:
            raise KeyError
        except KeyError as error:
            msg = "one\ntwo"
            try:
                raise ValueError(msg) from error
            except ValueError as again:
                raise RuntimeError from again

    assert thrown_by(refuse).chain == ("ValueError: one …", "KeyError")


def test_a_text_with_too_many_lines_ends_with_an_ellipsis() -> None:
    thrown = thrown_by(decode)
    assert thrown.message == f"{'x' * 2000}…"
    assert (len(thrown.further), thrown.further[-1]) == (12, "…")
