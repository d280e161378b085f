"""Known failures in the suite: expected while they last, an error once they are fixed, and never in the way."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from runlaws.case import Case
from runlaws.document import write
from runlaws.known import Known, with_added
from runlaws_strategies import simplest
from tests.plugin.projects import CONFTEST, finding_in, findings_in, verdicts
from tests.plugin.projects import SUITE as OF_ANY_PROFILE
from tests.processes import runlaws
from tests.thorough import THOROUGH

pytestmark = pytest.mark.slow

SUITE = (*OF_ANY_PROFILE, "--run-profile", "v1")
"""The profile of runs with the fewest fixed cases."""
ROUND_TRIP = "round-trip /last_error/message dropped"
SEEDS = (range(8), range(8, 16)) if THOROUGH else (range(4),)
"""Of searches for a rare failure: sixteen with the profile `thorough`, else four."""


@pytest.fixture
def known(project: pytest.Pytester) -> Path:
    """A project whose one failure is known, as `runlaws known update` writes it."""
    return write_known(project, case_of(simplest("failed", profile="v1")), "/last_error/message", "no getter")


def write_known(project: pytest.Pytester, witness: Case, pointer: str, reason: str) -> Path:
    """Write a known failure of the round trip that drops a member."""
    path = project.path / "runlaws-known.toml"
    with_added(path, [Known("round-trip", pointer, "dropped", witness, reason)])
    return path


def case_of(tree: dict[str, Any]) -> Case:
    return Case.of_bytes(write(tree), "v1")


def test_a_known_failure_is_expected_and_the_search_goes_on_without_it(project: pytest.Pytester, known: Path) -> None:
    assert known.is_file()
    result = project.runpytest_subprocess(*SUITE, "--run-client", "sdk:client", "-rxX", "-k", "round-trip]")
    result.assert_outcomes(passed=1)
    result = project.runpytest_subprocess(*SUITE, "--run-client", "sdk:client", "-rxX", "-k", "round-trip")
    result.assert_outcomes(passed=7, xfailed=1)
    result.stdout.fnmatch_lines([f"XFAIL ::test_known[[]{ROUND_TRIP}] - no getter"])
    result.stdout.fnmatch_lines(["known failures: 1 still fail, 0 out of date"])


def test_witnesses_run_before_any_search(project: pytest.Pytester, known: Path) -> None:
    assert known.is_file()
    result = project.runpytest_subprocess(*SUITE, "--run-client", "sdk:client", "--collect-only", "-q")
    assert result.outlines[0] == f"::test_known[{ROUND_TRIP}]"


def test_a_fixed_failure_is_an_error_that_names_the_lines_to_delete(project: pytest.Pytester, known: Path) -> None:
    lines = known.read_text().splitlines()
    first = lines.index("[[known]]") + 1
    result = project.runpytest_subprocess(*SUITE, "--run-client", "sdk:good", "-k", "test_known")
    result.assert_outcomes(failed=1)
    assert (
        f"runlaws-known.toml:{first}: round-trip no longer fails at /last_error/message (dropped): "
        f"delete lines {first} to {len(lines)}, or run `runlaws known prune CLIENT`"
    ) in result.outlines
    result.stdout.fnmatch_lines(["known failures: 0 still fail, 1 out of date"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_a_witness_that_fails_in_another_way_is_a_new_failure(project: pytest.Pytester, known: Path) -> None:
    known.write_text(known.read_text().replace('kind = "dropped"', 'kind = "made null"'))
    result = project.runpytest_subprocess(*SUITE, "--run-client", "sdk:client", "-k", "round-trip] or test_known")
    result.assert_outcomes(failed=2)
    of_witness, of_search = findings_in(result.outlines)
    assert of_witness["got"] == of_search["got"] == "(not there)    (dropped)"
    assert of_witness["known"].endswith(
        "round-trip now fails at /last_error/message (dropped), and no longer at /last_error/message (made null)"
    )


def test_a_known_failure_expires(project: pytest.Pytester, known: Path) -> None:
    known.write_text(known.read_text().replace('reason = "no getter"', 'reason = "later"\nexpires = 2020-01-31'))
    result = project.runpytest_subprocess(*SUITE, "--run-client", "sdk:client", "-k", "test_known")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*runlaws-known.toml:*: expired on 2020-01-31: fix *, or move the date"])


def test_a_known_failure_may_be_of_one_client_alone(project: pytest.Pytester, known: Path) -> None:
    known.write_text(known.read_text().replace('law = "', 'client = "someone else"\nlaw = "'))
    result = project.runpytest_subprocess(
        *SUITE, "--run-client", "sdk:client", "-k", "round-trip] or test_known", "-rs"
    )
    result.assert_outcomes(failed=1, skipped=1)
    result.stdout.fnmatch_lines(["SKIPPED*: not applicable: known of someone else, not of forgetful"])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('law = "round-trip"', 'law = "round-trap"'), "runlaws-known.toml:7: *round-trap*round-trip*"),
        (("document = ", "no_document = "), "runlaws-known.toml:*: expected the witness to have a document *"),
        (("[[known]]", "[[known]"), "runlaws-known.toml:*"),
    ],
    ids=["law", "witness", "syntax"],
)
def test_a_broken_file_ends_the_run_with_its_line_and_no_traceback(
    project: pytest.Pytester, known: Path, change: tuple[str, str], message: str
) -> None:
    known.write_text(known.read_text().replace(*change))
    result = project.runpytest_subprocess(*SUITE, "--run-client", "sdk:client")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([message])
    assert not [line for line in result.outlines if line.startswith((">", "E  "))], "no traceback"


def test_the_file_may_be_named_by_option_ini_and_environment(
    project: pytest.Pytester, known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known.rename(project.path / "elsewhere.toml")
    args = (*SUITE, "--run-client", "sdk:client", "-k", "test_known")
    assert project.runpytest_subprocess(*args).ret == pytest.ExitCode.NO_TESTS_COLLECTED
    project.runpytest_subprocess(*args, "--run-known", "elsewhere.toml").assert_outcomes(xfailed=1)
    monkeypatch.setenv("RUNLAWS_KNOWN", "elsewhere.toml")
    project.runpytest_subprocess(*args).assert_outcomes(xfailed=1)
    monkeypatch.delenv("RUNLAWS_KNOWN")
    project.makeini("[pytest]\nrun_known = elsewhere.toml\n")
    project.runpytest_subprocess(*args).assert_outcomes(xfailed=1)
    missing = project.runpytest_subprocess(*args, "--run-known", "nowhere.toml")
    assert missing.ret == pytest.ExitCode.USAGE_ERROR
    missing.stderr.fnmatch_lines(["ERROR: run_known: nowhere.toml: No such file or directory"])


def test_known_failures_are_left_out_of_a_users_own_properties_too(project: pytest.Pytester, known: Path) -> None:
    assert known.is_file()
    project.makeconftest(CONFTEST)
    project.makepyfile(
        test_ours="""
        from hypothesis import given, settings
        from runlaws_strategies import runs

        @settings(deadline=None, max_examples=20)
        @given(run=runs(status="failed"))
        def test_failed_runs_are_kept(run, check_round_trip):
            assert "round-trip" in check_round_trip(run)
        """
    )
    project.runpytest_subprocess("test_ours.py", "--hypothesis-seed=0").assert_outcomes(passed=1)


@pytest.mark.parametrize("seeds", SEEDS, ids=str)
def test_a_rare_failure_that_is_known_gives_the_same_outcome_whatever_the_seed(
    project: pytest.Pytester, seeds: range
) -> None:
    """One search in some finds it: without its witness the suite would be red at times and green at others."""
    project.makepyfile(
        repeat="""
        import collections, sys, pytest

        class Tally:
            def __init__(self):
                self.ends = collections.Counter()

            def pytest_runtest_logreport(self, report):
                if report.when == "call":
                    known = hasattr(report, "wasxfail")
                    self.ends[report.nodeid, report.outcome + (" as known" if known else "")] += 1

        def run(first, stop, *more):
            tally = Tally()
            for seed in range(int(first), int(stop)):
                pytest.main(
                    ["--pyargs", "runlaws.suite", "--run-client", "sdk:rare", "-q", "-p", "no:cacheprovider",
                     "-k", "round-trip] or test_known", f"--hypothesis-seed={seed}", *more],
                    plugins=[tally],
                )
            return tally.ends

        print("ENDS", sorted(run(*sys.argv[1:]).items()))
        """
    )
    witness = Case.of_bytes(write({**simplest("expired"), "model": "gpt-4o-2024-08-06", "top_p": 0.7}))
    write_known(project, witness, "/model", "a rare one")
    result = project.run(sys.executable, project.path / "repeat.py", str(seeds.start), str(seeds.stop))
    (ends,) = (line for line in result.outlines if line.startswith("ENDS"))
    assert ends == (
        f"ENDS [(('::test_known[round-trip /model dropped]', 'skipped as known'), {len(seeds)}), "
        f"(('::test_law[round-trip]', 'passed'), {len(seeds)})]"
    )


def test_a_finding_of_the_suite_can_be_made_known_and_is_then_expected(project: pytest.Pytester) -> None:
    args = (*SUITE, "--run-client", "sdk:client", "-k", "round-trip]")
    finding = finding_in(project.runpytest_subprocess(*args).outlines)
    assert finding["at"] == "/last_error/message"
    runlaws(
        "known", "update", "sdk:client", "--profile", "v1", "--examples", "1", "--law", "round-trip", cwd=project.path
    )
    again = project.runpytest_subprocess(*SUITE, "--run-client", "sdk:client", "-rA", "-k", "round-trip] or test_known")
    assert verdicts(again.outlines) == {f"XFAIL ::test_known[{ROUND_TRIP}]", "PASSED ::test_law[round-trip]"}
