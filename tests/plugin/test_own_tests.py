"""Tests of a user's own, for an SDK with an exception class of its own and with a cache: what their failures say."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from runlaws_strategies import simplest
from tests.plugin.projects import findings_in

MYSDK = '''
import json

class RunError(Exception):
    """What this SDK raises."""

class Run(dict):
    def __eq__(self, other):
        if self["status"] == "cancelled":
            raise RunError("cannot compare this")
        return dict.__eq__(self, other)

    __hash__ = None

    def to_json(self):
        if self["status"] == "expired":
            raise RunError("cannot write this")
        return json.dumps({name: item for name, item in self.items() if name != "model"})

CACHE = {}

def from_json(document):
    """Return a run, the one that had its id before if there was one."""
    data = json.loads(document)
    if data["status"] == "completed":
        raise RunError("cannot complete")
    return CACHE.setdefault(data["id"], Run(data))
'''
CONFTEST = """
import pytest, runlaws
from mysdk import Run, RunError, from_json

@pytest.fixture(scope="session")
def run_client():
    policy = runlaws.Policy(errors=(RunError,), hashable=False)
    return runlaws.PythonClient(decode=from_json, encode=Run.to_json, policy=policy)
"""
TESTS = """
import json
from hypothesis import HealthCheck, given, settings
from runlaws_strategies import runs, simplest

@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(run=runs(status="failed"))
def test_drawn(run, check_round_trip):
    check_round_trip(run)

def test_refused(check_round_trip):
    check_round_trip({**simplest("completed"), "id": "run_completed000000000000000"})

def test_raises(check_round_trip):
    check_round_trip({**simplest("expired"), "id": "run_expired00000000000000000"})

def test_asks_while_it_handles(check_equality):
    try:
        raise KeyError("of the test")
    except KeyError:
        check_equality({**simplest("cancelled"), "id": "run_cancelled000000000000000"})
"""


@pytest.fixture
def findings(project: pytest.Pytester) -> Mapping[str, Mapping[str, str]]:
    """The findings in the output of the tests above, by the status of the run that each shows."""
    project.makepyfile(mysdk=MYSDK, test_ours=TESTS)
    project.makeconftest(CONFTEST)
    result = project.runpytest_subprocess("test_ours.py", "--hypothesis-seed=0", "-p", "no:cacheprovider")
    result.assert_outcomes(failed=4)
    assert "Failed:" not in result.stdout.str().partition("short test summary")[0], "it is a class of pytest's"
    found = findings_in(result.outlines)
    return {json.loads(finding["document"])["status"]: finding for finding in found}


@pytest.mark.slow
def test_each_shows_a_run_that_its_test_draws_and_where_the_sdk_raised(
    findings: Mapping[str, Mapping[str, str]],
) -> None:
    """The plainest case for the first would be a queued run, which no test is for."""
    assert {status: finding["law"] for status, finding in findings.items()} == {
        "failed": "round-trip",
        "completed": "decodes-valid",
        "expired": "round-trip-encodes",
        "cancelled": "equality-total",
    }
    assert json.loads(findings["failed"]["document"]) == simplest("failed"), "and Hypothesis made it the simplest"
    raised = {status: finding.get("raised", "").partition(",")[0] for status, finding in findings.items()}
    assert raised == {
        "failed": "",
        "completed": "in mysdk.py in from_json",
        "expired": "in mysdk.py in Run.to_json",
        "cancelled": "in mysdk.py in Run.__eq__",
    }
    assert findings["expired"]["got"].startswith("RunError: cannot write this")
    assert all("cause" not in finding for finding in findings.values())
