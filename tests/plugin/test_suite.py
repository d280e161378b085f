"""The suite in a project of a user, in a pytest of its own."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from runlaws.laws import LAWS
from runlaws_strategies import simplest
from tests.plugin.projects import CONFTEST, PARCELS, finding_in, findings_in, verdicts
from tests.plugin.projects import SUITE as OF_ANY_PROFILE
from tests.processes import runlaws
from tests.raising import RAISING
from tests.second_object.parcels import PARCEL_V1

SUITE = (*OF_ANY_PROFILE, *PARCELS)
OF_RUNS = (*OF_ANY_PROFILE, "--run-profile", "v1")
"""The profile of runs with the fewest fixed cases, for clients that break a law on runs alone."""
HANDED_OVER = simplest("handed_over", profile=PARCEL_V1)
"""The simplest document on which `sdk:client` breaks the law that it breaks."""


@pytest.mark.slow
def test_a_client_that_keeps_every_law_is_green_with_one_item_for_each(project: pytest.Pytester) -> None:
    result = project.runpytest_subprocess(*SUITE, "--run-client", "sdk:good", "-rA")
    assert result.ret == pytest.ExitCode.OK
    not_asked = {"declared-classes", "equality-header-blind", "refuses-invalid"}
    assert verdicts(result.outlines) == {f"PASSED ::test_law[{law.id}]" for law in LAWS if law.id not in not_asked}
    reasons = {line.partition("not applicable: ")[2] for line in result.outlines if line.startswith("SKIPPED ")}
    assert reasons == {
        "the client does not promise invalid='refuse' or 'schema'",
        "the client sees no headers",
        "what the client shows declares no class of an object",
    }


@pytest.mark.slow
def test_a_client_that_drops_one_member_turns_one_law_red_with_the_simplest_document(project: pytest.Pytester) -> None:
    project.makeconftest(CONFTEST)
    result = project.runpytest_subprocess(*SUITE, "-rf")
    result.assert_outcomes(passed=len(LAWS) - 4, failed=1, skipped=3)
    result.stdout.fnmatch_lines(["*_ test_law[[]round-trip] _*", "round-trip: encoding what was decoded must *"])
    finding = finding_in(result.outlines)
    assert finding["at"] == "/signature"
    assert finding["got"] == "(not there)    (dropped)"
    assert json.loads(finding["document"]) == HANDED_OVER
    assert finding["case"].endswith('; beyond a minimal parcel: stage "handed_over"'), (
        "and nothing else of interest in it"
    )
    result.stdout.no_fnmatch_line("*Traceback*")


@pytest.mark.slow
def test_every_place_at_which_a_law_is_broken_in_one_way_is_reported_at_once(project: pytest.Pytester) -> None:
    three = (*OF_RUNS, "--run-client", "sdk:three", "-k", "round-trip]", "--hypothesis-seed=7")
    result = project.runpytest_subprocess(*three)
    result.assert_outcomes(failed=1)
    (finding,) = findings_in(result.outlines)
    assert finding["at"] == "/cancelled_at"
    result.stdout.fnmatch_lines(["*also at  /completed_at, /failed_at"])


@pytest.mark.slow
def test_every_way_in_which_a_law_is_broken_is_reported_up_to_a_number(project: pytest.Pytester) -> None:
    ways = (*OF_RUNS, "--run-client", "sdk:ways", "-k", "round-trip]", "--hypothesis-seed=7")
    result = project.runpytest_subprocess(*ways)
    result.assert_outcomes(failed=1)
    places = ["/cancelled_at", "/completed_at", "/failed_at"]
    assert sorted(finding["at"] for finding in findings_in(result.outlines)) == places
    one = project.runpytest_subprocess(*ways, "--run-causes", "1")
    assert len(findings_in(one.outlines)) == 1
    one.stdout.fnmatch_lines(["and 2 more causes: --run-causes sets how many of one law are reported"])


@pytest.mark.slow
def test_a_fault_in_one_case_of_the_catalogue_is_found_whatever_the_seed(project: pytest.Pytester) -> None:
    for seed in range(2):
        args = (*OF_RUNS, "--run-client", "sdk:seldom", "-k", "round-trip]", f"--hypothesis-seed={seed}")
        result = project.runpytest_subprocess(*args)
        assert finding_in(result.outlines)["at"] == "/tools/0/function/strict"


@pytest.mark.slow
def test_the_failing_case_is_kept_and_the_command_replays_it(project: pytest.Pytester) -> None:
    result = project.runpytest_subprocess(*SUITE, "--run-client", "sdk:client", "-k", "round-trip]")
    result.assert_outcomes(failed=1)
    finding = finding_in(result.outlines)
    command, *args = finding["replay"].split()
    assert command == "runlaws"
    (kept,) = (project.path / ".runlaws" / "cases").iterdir()
    assert kept.stem == f"round-trip-{args[1]}"
    done = runlaws(*args, cwd=project.path)
    assert done.status == 1
    assert f"  document {finding['document']}\n" in done.out


@pytest.mark.slow
def test_a_case_that_cannot_be_kept_is_told_all_the_same(project: pytest.Pytester) -> None:
    (project.path / ".runlaws").write_text("no folder")
    result = project.runpytest_subprocess(*SUITE, "--run-client", "sdk:client", "-k", "round-trip]")
    result.assert_outcomes(failed=1)
    assert finding_in(result.outlines)["at"] == "/signature"


@pytest.mark.slow
def test_two_processes_come_to_the_verdicts_of_one(project: pytest.Pytester) -> None:
    project.makeconftest(CONFTEST)
    some = "round-trip] or decodes-valid or equality-reflexive"
    result = project.runpytest_subprocess(*SUITE, "-rA", "-n", "2", "-k", some)
    assert verdicts(result.outlines) == {
        "FAILED ::test_law[round-trip]",
        "PASSED ::test_law[decodes-valid]",
        "PASSED ::test_law[equality-reflexive]",
    }
    assert json.loads(finding_in(result.outlines)["document"]) == HANDED_OVER


@pytest.mark.parametrize("options", [(), ("-n", "2")])
@pytest.mark.slow
def test_a_client_that_cannot_be_had_ends_the_run_with_one_sentence(
    project: pytest.Pytester, options: tuple[str, ...]
) -> None:
    result = project.runpytest_subprocess(*SUITE, *options, "--run-client", "nope")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    (line,) = filter(None, result.errlines)
    assert line.startswith("ERROR: 'nope' is no client: expected one of ")


@pytest.mark.slow
def test_without_a_client_each_law_says_how_to_name_one(project: pytest.Pytester) -> None:
    result = project.runpytest_subprocess(*SUITE)
    result.assert_outcomes(errors=len(LAWS))
    said = [line for line in result.outlines if line.startswith("no client: ")]
    assert said == ["no client: name one with --run-client, or override the fixture run_client"] * len(LAWS)
    assert not [line for line in result.outlines if line.startswith((">", "E "))], "no traceback"


@pytest.mark.slow
def test_the_client_can_be_named_in_the_ini_file_and_the_option_comes_first(project: pytest.Pytester) -> None:
    project.makeini("[pytest]\nrun_client = sdk:client\n")
    one = (*SUITE, "-k", "round-trip]")
    project.runpytest_subprocess(*one).assert_outcomes(failed=1)
    project.runpytest_subprocess(*one, "--run-client", "sdk:good").assert_outcomes(passed=1)


@pytest.mark.slow
def test_a_wrong_name_in_the_ini_file_is_one_sentence(project: pytest.Pytester) -> None:
    project.makeini("[pytest]\nrun_client = sdk:nope\n")
    result = project.runpytest_subprocess(*SUITE, "-k", "round-trip]")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stdout.fnmatch_lines(["*client 'sdk:nope': *"])
    assert not [line for line in result.outlines if line.startswith((">", "E "))], "no traceback"


@pytest.mark.slow
def test_a_client_in_the_working_folder_needs_no_path(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = os.environ["PYTHONPATH"].split(os.pathsep)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in paths if Path(path) != project.path))
    result = project.runpytest_subprocess(*SUITE, "--run-client", "sdk:client", "-k", "decodes-valid")
    result.assert_outcomes(passed=1)


@pytest.mark.slow
def test_the_suite_can_be_taken_into_a_module_of_the_users_own(project: pytest.Pytester) -> None:
    project.makeconftest(CONFTEST)
    project.makepyfile(test_ours="from runlaws.suite import *")
    result = project.runpytest_subprocess(
        "test_ours.py", *PARCELS, "-rA", "--hypothesis-seed=0", "-k", "round-trip] or hash"
    )
    assert verdicts(result.outlines) == {
        "FAILED test_ours.py::test_law[round-trip]",
        "PASSED test_ours.py::test_law[hash-agrees-with-equality]",
    }


@pytest.mark.slow
def test_a_client_fixture_without_a_scope_will_do(project: pytest.Pytester) -> None:
    project.makeconftest(CONFTEST.replace('(scope="session")', ""))
    result = project.runpytest_subprocess(*SUITE, "-k", "decodes-valid")
    result.assert_outcomes(passed=1)


@pytest.mark.slow
def test_run_law_serves_a_property_of_the_users_own(project: pytest.Pytester) -> None:
    project.makeconftest(CONFTEST)
    project.makepyfile(
        test_ours="""
        from hypothesis import given, settings
        from runlaws.case import Case
        from runlaws.document import unstructure, write
        from runlaws.laws import find_law
        from runlaws_strategies import runs

        @settings(deadline=None, max_examples=20)
        @given(run=runs(status="completed"))
        def test_completed_runs_are_kept(run, run_client, run_law):
            run_law(run_client, find_law("round-trip"), Case.of_bytes(write(unstructure(run))))

        @settings(deadline=None)
        @given(run=runs(status="failed"))
        def test_failed_runs_are_kept(run, run_client, run_law):
            run_law(run_client, find_law("round-trip"), Case.of_bytes(write(unstructure(run))))
        """
    )
    result = project.runpytest_subprocess("test_ours.py", "--hypothesis-seed=0")
    result.assert_outcomes(passed=1, failed=1)
    assert finding_in(result.outlines)["at"] == "/last_error/message"
    assert json.loads(finding_in(result.outlines)["document"]) == simplest("failed")


@pytest.mark.slow
def test_a_failure_is_shown_whole_under_vv(project: pytest.Pytester) -> None:
    project.makepyfile(
        strict=RAISING,
        test_ours="""
        import json, runlaws
        from runlaws.laws import find_law
        from runlaws_strategies import simplest

        def test_it(run_client, run_law):
            case = runlaws.Case.of_bytes(json.dumps({**simplest("failed"), "model": "x" * 5000}).encode())
            run_law(run_client, find_law("decodes-valid"), case)
        """,
    )
    cut = project.runpytest_subprocess("test_ours.py", "--run-client", "strict:client")
    cut.assert_outcomes(failed=1)
    cut.stdout.no_fnmatch_line("*Traceback*")
    whole = project.runpytest_subprocess("test_ours.py", "--run-client", "strict:client", "-vv")
    whole.assert_outcomes(failed=1)
    whole.stdout.fnmatch_lines(
        [
            "* Traceback (most recent call last):",
            '* return {"queued": 1}[[]run[[]"status"]]',
            "* KeyError: 'failed'",
            f"* LookupError: {('no such status ' * 30).strip()}*",
        ]
    )
    assert "/_pytest/" not in whole.stdout.str(), "no frame and no exception of the test that asks"
