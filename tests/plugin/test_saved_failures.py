"""`--save-failures` and `--run-replay`: a case that failed once is tried first, and can be tried alone."""

from __future__ import annotations

import json
import shlex

import pytest

from runlaws_strategies import simplest
from tests.plugin.projects import CONFTEST, PARCELS, finding_in, findings_in, verdicts
from tests.plugin.projects import SUITE as OF_ANY_PROFILE
from tests.processes import runlaws
from tests.second_object.parcels import PARCEL_V1

pytestmark = pytest.mark.slow

SUITE = (*OF_ANY_PROFILE, *PARCELS)
ARGS = (*SUITE, "--save-failures", "failures", "-k", "round-trip]")


def test_a_failing_case_is_saved_as_readable_json_and_tried_first_ever_after(project: pytest.Pytester) -> None:
    project.runpytest_subprocess(*ARGS, "--run-client", "sdk:client").assert_outcomes(failed=1)
    (file,) = (project.path / "failures").iterdir()
    data = json.loads(file.read_text())
    assert (data["law"], data["pointer"], data["kind"]) == ("round-trip", "/signature", "dropped")
    assert json.loads(data["case"]["document"]) == simplest("handed_over", profile=PARCEL_V1)
    again = project.runpytest_subprocess(
        *SUITE, "--save-failures", "failures", "--run-client", "sdk:client", "--co", "-q"
    )
    assert again.outlines[0] == f"::test_saved[{file.stem}]"
    fixed = project.runpytest_subprocess(
        *SUITE, "--save-failures", "failures", "-k", "test_saved or round-trip]", "--run-client", "sdk:good", "-rA"
    )
    assert verdicts(fixed.outlines) == {
        f"PASSED ::test_saved[{file.stem}]",
        "PASSED ::test_law[round-trip]",
    }


def test_the_command_in_the_text_tries_the_saved_case_again(project: pytest.Pytester) -> None:
    result = project.runpytest_subprocess(*ARGS, "--run-client", "sdk:client")
    finding = finding_in(result.outlines)
    command, *args = shlex.split(finding["replay"])
    assert command == "runlaws"
    done = runlaws(*args, cwd=project.path)
    assert done.status == 1
    assert f"  document {finding['document']}\n" in done.out
    (file,) = (project.path / "failures").iterdir()
    assert runlaws("replay", file, cwd=project.path).status == 1


def test_where_only_a_fixture_knows_the_client_the_command_is_one_of_pytest(project: pytest.Pytester) -> None:
    project.makeconftest(CONFTEST)
    project.makepyfile(test_ours="from runlaws.suite import *")
    finding = finding_in(project.runpytest_subprocess("test_ours.py", *PARCELS, "-k", "round-trip]").outlines)
    command, *args = shlex.split(finding["replay"])
    assert (command, args[:2]) == ("pytest", ["test_ours.py", "--run-replay"])
    again = project.runpytest_subprocess(*args, *PARCELS, "-p", "no:cacheprovider")
    again.assert_outcomes(failed=1)
    assert finding_in(again.outlines)["document"] == finding["document"]


def test_a_policy_that_a_fixture_gives_is_the_one_that_a_replay_goes_by(project: pytest.Pytester) -> None:
    project.makeconftest(
        """
        import pytest, runlaws

        @pytest.fixture(scope="session")
        def run_policy():
            return runlaws.Policy(hashable=False, omits="/signature")
        """
    )
    args = ("--run-client", "sdk:client", "-k", "round-trip]")
    project.runpytest_subprocess(*SUITE, *args).assert_outcomes(passed=1)


def test_a_case_of_a_law_that_this_version_has_not_is_asked_about_all_laws(project: pytest.Pytester) -> None:
    project.runpytest_subprocess(*ARGS, "--run-client", "sdk:client")
    (file,) = (project.path / "failures").iterdir()
    text = file.read_text().replace('"law": "round-trip"', '"law": "a-law-to-come"')
    file.unlink()
    file.with_name(file.name.replace("round-trip", "a-law-to-come")).write_text(text)
    args = (*SUITE, "--save-failures", "failures", "-k", "test_saved", "--run-client")
    assert finding_in(project.runpytest_subprocess(*args, "sdk:client").outlines)["law"] == "round-trip"
    project.runpytest_subprocess(*args, "sdk:good").assert_outcomes(
        passed=2
    )  # the failure was saved under the law that found it


def test_a_document_in_a_file_can_be_replayed_against_all_laws(project: pytest.Pytester) -> None:
    (project.path / "run.json").write_text(json.dumps(simplest("handed_over", profile=PARCEL_V1)))
    result = project.runpytest_subprocess(*SUITE, "--run-client", "sdk:client", "--run-replay", "run.json")
    result.assert_outcomes(failed=1)
    assert [finding["law"] for finding in findings_in(result.outlines)] == ["round-trip"]
