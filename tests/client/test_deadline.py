"""A client that never answers is a finding, not the end of the run."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from runlaws import PythonClient
from runlaws.case import Case
from runlaws.client import Outcome, observe
from runlaws.client._deadline import Watch

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs an alarm of the operating system")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runlaws.client._observe._WATCH", Watch(seconds=0.05))


def hang(*_: object) -> object:
    while True:
        time.sleep(0.001)


class NeverEqual:
    """A value whose comparison never ends."""

    def __eq__(self, other: object) -> bool:
        return bool(hang())

    def __hash__(self) -> int:
        return 0


def test_a_decode_that_hangs_is_a_crash_and_says_how_long_it_had() -> None:
    seen = observe(PythonClient(decode=hang), Case.of_bytes(b"{}"))
    assert seen.outcome is Outcome.CRASHED
    assert str(seen.decoded.thrown) == "Hang: no answer within 0.05 seconds"


def test_a_comparison_that_hangs_is_told_and_the_hash_is_asked_all_the_same() -> None:
    seen = observe(PythonClient(decode=lambda _: NeverEqual()), Case.of_bytes(b"{}"))
    assert seen.itself is not None
    assert seen.itself.thrown is not None
    assert seen.itself.thrown.type == "Hang"
    assert seen.hashed is not None
    assert seen.hashed[0].value == 0


def test_the_alarm_and_its_handler_are_as_they_were() -> None:
    before = signal.getsignal(signal.SIGALRM)
    observe(PythonClient(decode=hang), Case.of_bytes(b"{}"))
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_somebody_elses_alarm_is_left_alone() -> None:
    signal.setitimer(signal.ITIMER_REAL, 60)
    try:
        observe(PythonClient(decode=lambda _: {}), Case.of_bytes(b"{}"))
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 50
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def test_in_another_thread_nothing_is_ended_and_nothing_breaks() -> None:
    outcomes: list[Outcome] = []
    case = Case.of_bytes(b"{}")
    thread = threading.Thread(target=lambda: outcomes.append(observe(PythonClient(decode=lambda _: {}), case).outcome))
    thread.start()
    thread.join()
    assert outcomes == [Outcome.ACCEPTED]
