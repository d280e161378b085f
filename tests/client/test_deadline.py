"""A call that never comes back is a finding, not the end of the run; and a client that is only slow is left alone."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Final, TypeAlias

import pytest

from runlaws import PythonClient
from runlaws.case import Case
from runlaws.client import (
    NOT_SHOWN,
    Observation,
    Outcome,
    Policy,
    Thrown,
)
from runlaws.laws import LAWS, View
from runlaws.liars import Honest
from runlaws.observe import InProcess, observe
from runlaws.observe._deadline import Hang, Watch
from runlaws.trial import check
from tests.client.odd import client
from tests.laws.observed import MALFORMED, SIBLING, VALID

_LIMIT: Final = 0.05
_HUNG: Final = Thrown("Hang", "no answer within 0.05 seconds", own=False, ended="hang")
Place: TypeAlias = Callable[[Callable[[], Any]], Any]


def hang(*_: object) -> Any:
    while True:
        time.sleep(0.001)


def spin(*_: object) -> Any:
    while True:
        pass


# -- where a client may be called


def in_the_main_thread(call: Callable[[], Any]) -> Any:
    return call()


def in_another_thread(call: Callable[[], Any]) -> Any:
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(call()))
    thread.start()
    thread.join(30)
    (one,) = found
    return one


def under_somebody_elses_alarm(call: Callable[[], Any]) -> Any:
    with alarm_set():
        return call()


@contextmanager
def alarm_set() -> Generator[None]:
    signal.setitimer(signal.ITIMER_REAL, 60)
    try:
        yield
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 50
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


_unix = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs an alarm of the operating system")
_everywhere = pytest.mark.parametrize(
    "place",
    [in_the_main_thread, in_another_thread, pytest.param(under_somebody_elses_alarm, marks=_unix)],
    ids=lambda place: place.__name__,
)


# -- calls that never come back


class Slow(Exception):
    """An exception whose text never comes."""

    def __str__(self) -> str:
        return str(hang())


class Value:
    """A value some of whose methods do something else."""

    def __init__(self, document: bytes) -> None:
        self.document = document

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and self.document == other.document

    def __hash__(self) -> int:
        return hash(self.document)


def of_values(**methods: Callable[..., Any]) -> PythonClient:
    kind: Any = type("Value", (Value,), methods)
    return opaque(kind)


def opaque(kind: Callable[[bytes], Any]) -> PythonClient:
    policy = Policy(hides="/*")
    return PythonClient(decode=kind, encode=lambda value: value.document, read=lambda *_: NOT_SHOWN, policy=policy)


def read_slowly(*_: object) -> Any:
    return hang()


_CALLS: dict[str, tuple[PythonClient, str]] = {
    "decode": (PythonClient(decode=hang), "decode"),
    "decode that spins": (PythonClient(decode=spin), "decode"),
    "decode_reply": (PythonClient(decode=bytes.decode, decode_reply=hang), "decode"),
    "encode": (PythonClient(decode=bytes.decode, encode=hang), "encode"),
    "read": (PythonClient(decode=bytes.decode, read=read_slowly), "read"),
    "__eq__": (of_values(__eq__=hang, __hash__=lambda _: 0), "=="),
    "__ne__": (of_values(__ne__=hang), "!="),
    "__bool__ of an answer": (of_values(__ne__=lambda *_: type("", (), {"__bool__": hang})()), "!="),
    "__hash__": (of_values(__hash__=hang), "hash"),
    "__repr__": (of_values(__repr__=hang), "print"),
    "__str__": (of_values(__str__=hang), "print"),
    "__copy__": (of_values(__copy__=hang), "copy"),
    "__deepcopy__": (of_values(__deepcopy__=hang), "deepcopy"),
    "__reduce__": (of_values(__copy__=lambda value: value, __deepcopy__=lambda *_: None, __reduce__=hang), "pickle"),
}
"""By the call that hangs: a client, and what the call is to a report."""


def told(seen: Observation, case: Case = SIBLING) -> list[tuple[str, str]]:
    return [(failure.law, failure.kind) for law in LAWS for failure in law.judge(View(case, seen)).failures]


@pytest.mark.parametrize(
    ("call", "place"),
    [
        *((call, in_another_thread) for call in _CALLS),
        *((call, in_the_main_thread) for call in ("decode", "__eq__")),
        pytest.param("decode", under_somebody_elses_alarm, marks=_unix),
    ],
)
def test_a_call_that_hangs_is_ended_and_told_by_one_law(call: str, place: Place) -> None:
    client, what = _CALLS[call]
    seen: Observation = place(lambda: observe(client, SIBLING, deadline=_LIMIT))
    assert seen.cut_short[what] == _HUNG
    assert told(seen) == [("never-hangs", f"{what}: Hang")]


@_everywhere
def test_a_decode_that_hangs_is_what_became_of_the_document(place: Place) -> None:
    seen: Observation = place(lambda: observe(PythonClient(decode=hang), VALID, deadline=_LIMIT))
    assert seen.outcome is Outcome.HUNG
    assert seen.decoded.thrown == _HUNG
    assert (seen.encoded, seen.itself, seen.twin) == (None, None, None)


@_everywhere
def test_the_text_of_an_error_that_hangs_is_ended_and_told(place: Place) -> None:
    def refuse(_: bytes) -> Any:
        raise Slow

    client = PythonClient(decode=refuse, policy=Policy(errors=Slow))
    seen: Observation = place(lambda: observe(client, MALFORMED, deadline=_LIMIT))
    assert seen.decoded.thrown == Thrown("Slow", "(its text hangs)", own=True)
    assert told(seen, MALFORMED) == [("never-hangs", "print the error: Hang")]


def test_a_comparison_that_hangs_is_told_and_the_hash_is_asked_all_the_same() -> None:
    seen = observe(of_values(__eq__=hang, __hash__=lambda _: 0), VALID, deadline=_LIMIT)
    assert seen.itself is not None
    assert seen.itself.thrown == _HUNG
    assert seen.hashed is not None
    assert seen.hashed[0].value == 0


def test_a_call_that_has_hung_is_not_asked_again() -> None:
    asked: list[int] = []

    def compare(*_: object) -> Any:
        asked.append(1)
        return hang()

    seen = observe(of_values(__eq__=compare, __hash__=lambda _: 0), SIBLING, deadline=_LIMIT)
    assert len(asked) == 4  # twice by ==, twice by !=, which comes to it
    assert seen.strangers["None"].thrown is not None
    assert seen.strangers["None"].thrown.ended == "hang"


# -- calls that catch even their end


@_everywhere
def test_a_call_that_catches_its_end_and_answers_all_the_same_has_hung(place: Place) -> None:
    def decode(_: bytes) -> Any:
        try:
            hang()
        except BaseException:  # noqa: BLE001 (as a client does that wraps whatever happens)
            return {}

    seen: Observation = place(lambda: observe(PythonClient(decode=decode), VALID, deadline=_LIMIT))
    assert seen.decoded.thrown == _HUNG


@_everywhere
def test_a_call_that_makes_an_error_of_its_own_of_its_end_has_hung(place: Place) -> None:
    def decode(_: bytes) -> Any:
        try:
            hang()
        except BaseException as error:
            raise ValueError("it took too long") from error

    seen: Observation = place(lambda: observe(PythonClient(decode=decode), MALFORMED, deadline=_LIMIT))
    assert seen.decoded.thrown == _HUNG
    assert told(seen, MALFORMED) == [("never-hangs", "decode: Hang")]


@_everywhere
def test_a_call_that_catches_its_end_and_goes_on_is_ended_again(place: Place) -> None:
    ends: list[BaseException] = []

    def decode(_document: bytes) -> Any:
        for _ in range(3):
            try:
                hang()
            except BaseException as error:  # noqa: BLE001 (likewise)
                ends.append(error)
        return {}

    seen: Observation = place(lambda: observe(PythonClient(decode=decode), VALID, deadline=_LIMIT))
    assert [type(error) for error in ends] == [Hang] * 6  # it is asked twice
    assert seen.outcome is Outcome.HUNG


def test_the_end_of_a_call_is_no_exception_that_a_client_catches_as_its_own() -> None:
    assert not issubclass(Hang, Exception)


# -- calls that take their time


@_everywhere
def test_a_client_whose_every_call_comes_back_in_time_is_never_ended(place: Place) -> None:
    calls: list[float] = []

    def slow(document: bytes) -> Value:
        calls.append(time.monotonic())
        time.sleep(0.06)
        return Value(document)

    client = opaque(slow)
    seen: Observation = place(lambda: observe(client, SIBLING, deadline=0.25))
    assert calls[-1] - calls[0] > 0.5
    assert seen.cut_short == {}
    assert told(seen) == []


def test_what_passes_between_two_calls_counts_for_none() -> None:
    watch = Watch(0.05)
    with watch.over():
        watch.begin()
        watch.end()
        time.sleep(0.15)
        watch.begin()
        assert watch.left() > 0.04
        watch.end()
    assert not watch.struck


def test_a_limit_is_for_one_call_and_not_for_the_next() -> None:
    late = observe(PythonClient(decode=hang), VALID, deadline=_LIMIT)
    assert late.outcome is Outcome.HUNG
    in_time = observe(of_values(), VALID, deadline=_LIMIT)
    assert in_time.cut_short == {}


def test_calls_that_end_just_in_time_or_just_not_leave_no_end_behind() -> None:
    def decode(_: bytes) -> Any:
        time.sleep(0.009 + 0.002 * (time.monotonic() % 1))
        return {}

    def look() -> set[Outcome]:
        client = PythonClient(decode=decode)
        return {observe(client, VALID, asks=(), deadline=0.01).outcome for _ in range(60)}

    for place in (in_the_main_thread, in_another_thread):
        assert place(look) <= {Outcome.ACCEPTED, Outcome.HUNG}


# -- what is left behind


@_unix
@pytest.mark.parametrize("decode", [hang, bytes.decode])
def test_the_alarm_and_its_handler_are_as_they_were(decode: Callable[[bytes], Any]) -> None:
    before = signal.getsignal(signal.SIGALRM)
    observe(PythonClient(decode=decode), VALID, deadline=_LIMIT)
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


@_unix
def test_somebody_elses_alarm_is_left_alone() -> None:
    rung: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, _: rung.append(number))
    try:
        with alarm_set():
            observe(PythonClient(decode=hang), VALID, deadline=_LIMIT)
        assert rung == []
    finally:
        signal.signal(signal.SIGALRM, before)


def test_two_threads_are_watched_each_by_its_own_limit() -> None:
    found: dict[float, float] = {}

    def look(limit: float) -> None:
        began = time.monotonic()
        seen = observe(PythonClient(decode=hang), VALID, deadline=limit)
        assert seen.outcome is Outcome.HUNG
        found[limit] = time.monotonic() - began

    threads = [threading.Thread(target=look, args=(limit,)) for limit in (0.2, 0.01)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert found[0.01] < found[0.2]
    assert found[0.2] >= 0.2


def test_a_short_limit_is_kept_after_a_long_one() -> None:
    in_another_thread(lambda: observe(of_values(), VALID, deadline=30))
    began = time.monotonic()
    in_another_thread(lambda: observe(PythonClient(decode=hang), VALID, deadline=_LIMIT))
    assert time.monotonic() - began < 2


def test_a_client_that_is_slow_in_its_first_call_does_not_hang() -> None:
    waited: list[bool] = []

    def decode(self: Honest, document: bytes) -> Any:
        if not waited:
            time.sleep(0.3)
            waited.append(True)
        return Honest.decode(self, document)

    assert check(client(decode=decode), LAWS, VALID, deadline=0.1) == []


def test_a_call_is_asked_twice_before_it_is_said_to_hang_and_then_no_more() -> None:
    asked: list[bytes] = []

    def decode(_: Honest, document: bytes) -> Any:
        asked.append(document)
        while True:
            time.sleep(0.01)

    observer = InProcess(client(decode=decode), deadline=0.05)
    assert observer.observe(VALID, []).outcome is Outcome.HUNG
    assert len(asked) == 2
    assert observer.observe(VALID, []).outcome is Outcome.HUNG
    assert len(asked) == 3
