"""The suite with a client in a process of its own."""

from __future__ import annotations

import pytest

from runlaws.laws import LAWS
from tests.plugin.projects import PARCELS, SUITE

DEADLY = """
import ctypes, sdk
from runlaws import PythonClient

def decode(document):
    value = sdk.decode(document)
    if value.get("stage") == "handed_over" and value.get("weight") == 0.25:
        ctypes.string_at(0)
    return value

client = PythonClient(decode=decode, policy=sdk.POLICY, name="deadly")
"""
THREE = ("-k", "decodes-valid or never-exits or fails-cleanly")


@pytest.mark.slow
def test_a_segmentation_fault_fails_one_law_and_pytest_goes_on(project: pytest.Pytester) -> None:
    project.makepyfile(deadly=DEADLY)
    result = project.runpytest_subprocess(*SUITE, *THREE, *PARCELS, "--run-client", "deadly:client", "--run-isolated")
    result.stdout.fnmatch_lines(["*killed by SIGSEGV*"])
    result.assert_outcomes(failed=1, passed=2, deselected=len(LAWS) - 3)


@pytest.mark.slow
def test_a_client_of_a_fixture_cannot_be_kept_apart_and_that_is_said(project: pytest.Pytester) -> None:
    project.makeconftest(
        "import pytest, sdk\n\n@pytest.fixture(scope='session')\ndef run_client():\n    return sdk.good\n"
    )
    result = project.runpytest_subprocess(*SUITE, *THREE, "--run-isolated")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stdout.fnmatch_lines(["*--run-isolated: expected a client that is named with --run-client*"])


GREEDY = """
import sdk
from runlaws import PythonClient

def decode(document):
    value = sdk.decode(document)
    if value.get("stage") == "handed_over" and value.get("weight") == 0.25:
        bytearray(300 << 20)
    return value

client = PythonClient(decode=decode, policy=sdk.POLICY, name="greedy")
"""


@pytest.mark.slow
@pytest.mark.parametrize(("memory", "outcome"), [("128M", {"failed": 1}), ("1G", {"passed": 1})])
def test_a_process_of_the_clients_own_takes_as_much_memory_as_it_may(
    project: pytest.Pytester, memory: str, outcome: dict[str, int]
) -> None:
    project.makepyfile(greedy=GREEDY)
    options = (*PARCELS, "--run-client", "greedy:client", "--run-isolated", "--run-memory", memory)
    result = project.runpytest_subprocess(*SUITE, "-k", "decodes-valid", *options)
    result.assert_outcomes(**outcome)
    assert any("MemoryError" in line for line in result.outlines) is ("failed" in outcome)


@pytest.mark.slow
def test_the_memory_of_a_client_of_a_fixture_cannot_be_limited_and_that_is_said(project: pytest.Pytester) -> None:
    project.makeconftest(
        "import pytest, sdk\n\n@pytest.fixture(scope='session')\ndef run_client():\n    return sdk.good\n"
    )
    result = project.runpytest_subprocess(*SUITE, *THREE, "--run-memory", "1G")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stdout.fnmatch_lines(["*--run-memory: expected a client that is named with --run-client*"])


@pytest.mark.slow
def test_one_setting_of_the_ini_file_keeps_a_client_apart(project: pytest.Pytester) -> None:
    project.makepyfile(deadly=DEADLY)
    project.makeini("[pytest]\nrun_client = deadly:client\nrun_isolated = true\n")
    result = project.runpytest_subprocess(*SUITE, *PARCELS, "-k", "never-exits")
    result.assert_outcomes(failed=1)
