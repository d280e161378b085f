"""A client may not end this process, nor keep it from ending."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runlaws import PythonClient
from runlaws.client import Outcome, Thrown
from runlaws.laws import LAWS
from runlaws.observe import observe
from runlaws.observe._guard import Exit, guarded
from runlaws.trial import check
from tests.laws.observed import INVALID, MALFORMED, VALID
from tests.processes import python

_DOORS = (os._exit, os.abort, threading.Thread.start)


def doors() -> tuple[object, ...]:
    return os._exit, os.abort, threading.Thread.start


@pytest.fixture(autouse=True)
def opened() -> Any:
    """Every test leaves the ways out of the process as they were."""
    yield
    assert doors() == _DOORS


# -- ends


def exits(_: bytes) -> Any:
    os._exit(3)


def exits_by_name(_: bytes) -> Any:
    os._exit(status=4)


def aborts(_: bytes) -> Any:
    os.abort()


@pytest.mark.parametrize(
    ("decode", "call"), [(exits, "os._exit(3)"), (exits_by_name, "os._exit(4)"), (aborts, "os.abort()")]
)
def test_an_end_past_pythons_own_is_refused_and_told_with_the_call(decode: Callable[[bytes], Any], call: str) -> None:
    seen = observe(PythonClient(decode=decode), VALID)
    assert seen.outcome is Outcome.EXITED
    assert seen.decoded.thrown == Thrown("Exit", call, own=False, ended="exit")


@pytest.mark.parametrize("case", [VALID, INVALID, MALFORMED])
def test_such_an_end_is_told_by_one_law_whatever_the_document(case: Any) -> None:
    failures = check(PythonClient(decode=exits), LAWS, case)
    assert [(failure.law, failure.kind) for failure in failures] == [("never-exits", "decode: Exit")]


def test_such_an_end_is_no_exception_that_a_client_catches_as_its_own() -> None:
    assert not issubclass(Exit, Exception)


def test_a_thread_of_the_client_may_not_end_the_process_either() -> None:
    raised: list[BaseException] = []

    def end() -> None:
        try:
            os._exit(1)
        except Exit as error:
            raised.append(error)

    def decode(_: bytes) -> Any:
        thread = threading.Thread(target=end)
        thread.start()
        thread.join()
        return {}

    assert observe(PythonClient(decode=decode), VALID, asks=()).outcome is Outcome.ACCEPTED
    assert len(raised) == 1


# -- the doors themselves


def test_the_doors_are_shut_while_foreign_code_runs_and_open_afterwards() -> None:
    with guarded():
        assert not set(doors()) & set(_DOORS)
    assert doors() == _DOORS


def test_they_are_open_after_an_interrupt_too() -> None:
    with pytest.raises(KeyboardInterrupt), guarded():
        raise KeyboardInterrupt
    assert doors() == _DOORS


def test_they_stay_shut_until_the_last_has_come_back() -> None:
    with guarded():
        with guarded():
            pass
        with pytest.raises(Exit):
            os._exit(1)
    assert doors() == _DOORS


def test_they_stay_shut_for_one_thread_when_another_has_come_back() -> None:
    entered, leave = threading.Event(), threading.Event()

    def stay() -> None:
        with guarded():
            entered.set()
            leave.wait(30)

    thread = threading.Thread(target=stay)
    thread.start()
    entered.wait(30)
    with guarded():
        leave.set()
        thread.join(30)
        with pytest.raises(Exit):
            os._exit(1)
    assert doors() == _DOORS


# -- threads


@pytest.mark.parametrize("daemon", [None, False, True])
def test_a_thread_that_a_client_starts_is_a_daemon(daemon: bool | None) -> None:
    started: list[threading.Thread] = []

    def decode(_: bytes) -> Any:
        thread = threading.Thread(target=lambda: None, daemon=daemon)
        thread.start()
        started.append(thread)
        return {}

    observe(PythonClient(decode=decode), VALID, asks=())
    (thread,) = started
    assert thread.daemon
    thread.join(30)


def test_a_thread_of_our_own_is_what_it_was_made_as() -> None:
    observe(PythonClient(decode=lambda _: {}), VALID, asks=())
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join(30)
    assert not thread.daemon


_LEAKING = """
import threading, time
from runlaws import PythonClient
from runlaws.case import Case
from runlaws.observe import observe

def decode(document):
    threading.Thread(target=time.sleep, args=(600,), daemon={daemon}).start()
    return {{}}

for _ in range(3):
    print(observe(PythonClient(decode=decode), Case.of_bytes(b"{{}}"), asks=()).outcome.value)
"""


@pytest.mark.parametrize("daemon", [None, False])
def test_a_thread_that_never_ends_does_not_keep_the_process_from_ending(daemon: bool | None, tmp_path: Path) -> None:
    began = time.monotonic()
    ended = python(_LEAKING.format(daemon=daemon), cwd=tmp_path)
    assert (ended.status, ended.out.split()) == (0, ["accepted"] * 3)
    assert time.monotonic() - began < 60


# -- processes

_FORKING = """
import os
from runlaws import PythonClient
from runlaws.case import Case
from runlaws.observe import observe

def decode(document):
    child = os.fork()
    if not child:
        os._exit(7)
    return {"status": os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}

seen = observe(PythonClient(decode=decode), Case.of_bytes(b'{"status": 0}'))
print(seen.outcome.value, seen.shown["/status"])
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
def test_a_child_that_the_client_forks_may_end_itself(tmp_path: Path) -> None:
    ended = python(_FORKING, cwd=tmp_path)
    assert (ended.status, ended.out) == (0, "accepted 7\n"), ended
