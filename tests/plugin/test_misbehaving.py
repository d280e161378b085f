"""Clients that misbehave: the run goes on, and the law that is red is the one that speaks of it."""

from __future__ import annotations

import shlex
import signal
import sys
import time

import pytest

from tests.plugin.projects import PARCELS, finding_in, verdicts
from tests.plugin.projects import SUITE as OF_RUNS
from tests.processes import runlaws, started

pytestmark = pytest.mark.slow

SUITE = (*OF_RUNS, *PARCELS)

CLIENTS = """
import json, sys, threading, time
import sdk
from runlaws import PythonClient

class Parcel(dict):
    def __eq__(self, other):
        return self["stage"] == other["stage"] and dict.__eq__(self, other)
    def __ne__(self, other):
        return not self == other

def is_odd(parcel):
    return parcel.get("weight") == 0.25

def with_decode(change, **more):
    def decode(document):
        return change(sdk.decode(document))
    return PythonClient(decode=decode, encode=more.pop("encode", json.dumps), policy=sdk.POLICY, **more)

def exit_when_odd(parcel):
    return sys.exit("odd") if is_odd(parcel) else parcel

def recurse(parcel):
    return recurse(parcel) if is_odd(parcel) else parcel

def print_much(parcel):
    print("decoding", parcel.get("id"))
    sys.stdout.buffer.write(b"raw bytes \\xff")
    return parcel

def hang_when_odd(parcel):
    while is_odd(parcel):
        time.sleep(0.001)
    return parcel

def slow_when_odd(parcel):
    if is_odd(parcel):
        time.sleep(0.02)
    return parcel

def leave_a_thread(parcel):
    if is_odd(parcel):
        threading.Thread(target=time.sleep, args=(3600,)).start()
    return parcel

def change_what_is_given(parcel):
    text = json.dumps(parcel)
    parcel.pop("labels", None)
    return text

exits = with_decode(exit_when_odd)
recursive = with_decode(recurse)
prints = with_decode(print_much)
hangs = with_decode(hang_when_odd)
slow = with_decode(slow_when_odd)
threads = with_decode(leave_a_thread)
compares = with_decode(Parcel)
mutates = with_decode(lambda parcel: parcel, encode=change_what_is_given)
"""


@pytest.fixture
def clients(project: pytest.Pytester) -> pytest.Pytester:
    """A project with clients that misbehave."""
    project.makepyfile(odd=CLIENTS)
    return project


@pytest.mark.parametrize(
    ("client", "ask", "red"),
    [
        ("exits", "never-exits or decodes-valid or reads-fields", {"never-exits": "(decode: SystemExit)"}),
        ("recursive", "never or decodes-valid or copies", {"decodes-valid": "(crashed: RecursionError)"}),
        ("compares", "total or reflexive or symmetric", {"equality-total": "(raised TypeError)"}),
        ("prints", "decodes-valid or trip-text", {}),
        ("mutates", "round-trip] or questions", {"questions-change-nothing": "(encoding: dropped)"}),
        ("slow", "never-hangs or decodes-valid", {}),
    ],
)
def test_the_law_that_speaks_of_it_is_red_and_no_other(
    clients: pytest.Pytester, client: str, ask: str, red: dict[str, str]
) -> None:
    result = clients.runpytest_subprocess(*SUITE, "--run-client", f"odd:{client}", "-k", ask, "-rA", timeout=120)
    failed = {line for line in verdicts(result.outlines) if not line.startswith("PASSED")}
    assert failed == {f"FAILED ::test_law[{law}]" for law in red}
    for law, kind in red.items():
        finding = finding_in(result.outlines)
        assert finding["law"] == law
        assert finding["got"].endswith(kind)


def test_a_client_that_hangs_is_told_as_one_finding_and_the_run_comes_to_an_end(clients: pytest.Pytester) -> None:
    args = (
        "--run-client",
        "odd:hangs",
        "--run-deadline",
        "0.2",
        "-rA",
        "-k",
        "never-hangs or decodes-valid or round-trip-text",
    )
    result = clients.runpytest_subprocess(*SUITE, *args, timeout=120)
    assert verdicts(result.outlines) == {
        "FAILED ::test_law[never-hangs]",
        "PASSED ::test_law[decodes-valid]",
        "PASSED ::test_law[round-trip-text]",
    }
    finding = finding_in(result.outlines)
    assert finding["got"] == "Hang: no answer within 0.2 seconds    (decode: Hang)"
    assert finding["case"] == "valid; beyond a minimal parcel: weight 0.25"


def test_threads_that_a_client_leaves_running_are_told_and_do_not_keep_the_run_from_ending(
    clients: pytest.Pytester,
) -> None:
    result = clients.runpytest_subprocess(*SUITE, "--run-client", "odd:threads", "-k", "decodes-valid", timeout=60)
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["threads that the client left running: *"])


MISNAMED = """
import pytest, sdk
from runlaws import Policy, PythonClient

misnamed = PythonClient(decode=sdk.decode, policy=Policy(errors="sdk.NoSuchError"), name="misnamed")

@pytest.fixture(scope="session")
def run_client():
    return misnamed
"""


def test_a_policy_that_names_no_exception_class_is_told_in_one_sentence(clients: pytest.Pytester) -> None:
    clients.makeconftest(MISNAMED)
    says = "*client 'misnamed': expected each of policy.errors to name an exception class * got 'sdk.NoSuchError': *"
    result = clients.runpytest_subprocess(*SUITE, "-k", "decodes-valid", timeout=60)
    result.stdout.fnmatch_lines([says])
    result.stdout.no_fnmatch_line("*Traceback*")
    named = clients.runpytest_subprocess(*SUITE, "--run-client", "conftest:misnamed", timeout=60)
    assert named.ret == pytest.ExitCode.USAGE_ERROR
    named.stderr.fnmatch_lines([f"ERROR: {says[1:]}"])


DEADLY = """
import json, os

def decode(document):
    parcel = json.loads(document)
    if parcel.get("weight") == 0.25:
        os.kill(os.getpid(), 9)
    return parcel

class client:
    name = "deadly"
    decode = staticmethod(decode)
"""


@pytest.mark.parametrize("more", [(), ("-n1",)], ids=["one process", "a worker"])
def test_the_document_on_which_a_client_kills_the_session_is_named_as_soon_as_a_session_can(
    project: pytest.Pytester, more: tuple[str, ...]
) -> None:
    project.makepyfile(deadly=DEADLY)
    args = (*SUITE, "--run-client", "deadly:client", "-k", "reads-fields", *more)
    killed = project.runpytest_subprocess(*args)
    told = killed if more else project.runpytest_subprocess(*args)
    (line,) = (line for line in told.outlines if "the client had been given case " in line)
    command = line.partition("`")[2].partition("`")[0]
    done = runlaws(*shlex.split(command)[1:], cwd=project.path)
    assert done.status == 1
    assert "killed by SIGKILL" in done.out


def test_a_session_that_ends_as_it_should_leaves_no_document(project: pytest.Pytester) -> None:
    project.runpytest_subprocess(*SUITE, "--run-client", "sdk:good", "-k", "reads-fields").assert_outcomes(passed=1)
    assert not (project.path / ".runlaws").exists()


def test_a_keyboard_interrupt_of_the_clients_own_fails_a_law_and_the_session_goes_on(project: pytest.Pytester) -> None:
    project.makepyfile(deadly=DEADLY.replace("os.kill(os.getpid(), 9)", "raise KeyboardInterrupt"))
    result = project.runpytest_subprocess(*SUITE, "--run-client", "deadly:client", "-k", "never-exits or reads-fields")
    result.assert_outcomes(passed=1, failed=1)
    assert finding_in(result.outlines)["law"] == "never-exits"


def test_ctrl_c_within_a_call_ends_the_session_even_if_the_client_swallows_it(project: pytest.Pytester) -> None:
    swallows = """try:
            open("began", "w").close()
            while True:
                time.sleep(0.01)
        except BaseException:
            pass"""
    project.makepyfile(deadly="import time\n" + DEADLY.replace("os.kill(os.getpid(), 9)", swallows))
    args = (*SUITE, "--run-client", "deadly:client", "-k", "reads-fields", "--run-deadline", "3600")
    with started([sys.executable, "-m", "pytest", *args], cwd=project.path) as process:
        while not (project.path / "began").exists():
            assert process.poll() is None, "it ended before it asked the client"
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate()
    assert process.returncode == pytest.ExitCode.INTERRUPTED
    assert "KeyboardInterrupt" in out
