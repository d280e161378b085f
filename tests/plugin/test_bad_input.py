"""A profile or a policy that cannot be had, in pytest: one sentence, and no traceback."""

from __future__ import annotations

import pytest

from tests.plugin.projects import SUITE

pytestmark = pytest.mark.slow

ONE = (*SUITE, "--run-client", "reference", "-k", "round-trip]")


def usage_error(result: pytest.RunResult) -> str:
    """Return the sentence with which a running session ended: no test has failed, and there is no traceback."""
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert not [line for line in result.outlines if line.startswith((">", "E  "))], "no traceback"
    (line,) = (line for line in result.outlines if "UsageError: " in line)
    return line


@pytest.mark.parametrize("spec", ["nowhere:PROFILE", "sdk:MISSING", "sdk:POLICY"])
def test_a_profile_that_cannot_be_had_ends_the_run(project: pytest.Pytester, spec: str) -> None:
    result = project.runpytest_subprocess(*ONE, "--run-profile", spec)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    (line,) = filter(None, result.errlines)
    assert line.startswith(f"ERROR: profile '{spec}'")


def test_a_policy_that_names_no_error_fails_in_one_sentence(project: pytest.Pytester) -> None:
    project.makeconftest(
        """
        import pytest, runlaws

        @pytest.fixture(scope="session")
        def run_policy():
            return runlaws.Policy(errors="json.NoSuchError")
        """
    )
    assert "json.NoSuchError" in usage_error(project.runpytest_subprocess(*ONE))


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("omits='/thread'", "omits names '/thread'"),
        ("unknown_values={'/states': 'refuse'}", "unknown_values names"),
    ],
)
def test_a_policy_with_a_place_that_is_not_there_fails_in_one_sentence(
    project: pytest.Pytester, setting: str, says: str
) -> None:
    project.makeconftest(
        f"""
        import pytest, runlaws

        @pytest.fixture(scope="session")
        def run_policy():
            return runlaws.Policy({setting})
        """
    )
    assert f"policy: {says}" in usage_error(project.runpytest_subprocess(*ONE))


def test_a_client_whose_policy_names_such_a_place_ends_the_run(project: pytest.Pytester) -> None:
    project.makepyfile(
        elsewhere="""
        import runlaws

        client = runlaws.PythonClient(decode=bytes, policy=runlaws.Policy(not_null="/thread"))
        """
    )
    result = project.runpytest_subprocess(*SUITE, "--run-client", "elsewhere:client")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    (line,) = filter(None, result.errlines)
    assert line.startswith("ERROR: policy: not_null names '/thread', a place that no profile of run has")


def test_a_policy_that_contradicts_itself_is_an_error_in_one_sentence(project: pytest.Pytester) -> None:
    project.makeconftest(
        """
        import pytest, runlaws

        @pytest.fixture(scope="session")
        def run_policy():
            return runlaws.Policy(omits="/usage", requires="/usage")
        """
    )
    result = project.runpytest_subprocess(*SUITE, "--run-client", "reference", "-k", "round-trip] or reads-types]")
    assert "policy: requires and omits contradict each other at '/usage': " in usage_error(result)


def test_so_does_one_in_a_worker_of_xdist(project: pytest.Pytester) -> None:
    project.makeconftest(
        """
        import pytest, runlaws

        @pytest.fixture(scope="session")
        def run_policy():
            return runlaws.Policy(omits="/usage", requires="/usage")
        """
    )
    result = project.runpytest_subprocess(*ONE, "-n1")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stdout.fnmatch_lines(["policy: requires and omits contradict each other at '/usage': *"])
    assert not [line for line in result.outlines if line.startswith((">", "E   ")) and "%]" not in line], "no traceback"


def test_a_client_whose_policy_contradicts_itself_ends_the_run(project: pytest.Pytester) -> None:
    policy = "runlaws.Policy(omits='/usage', not_null='/usage/total_tokens')"
    project.makepyfile(elsewhere=f"import runlaws\n\nclient = runlaws.PythonClient(decode=bytes, policy={policy})\n")
    result = project.runpytest_subprocess(*SUITE, "--run-client", "elsewhere:client")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    (line,) = filter(None, result.errlines)
    assert "policy: not_null and omits contradict each other at '/usage/total_tokens'" in line


@pytest.mark.parametrize("seconds", ["nan", "inf", "-1", "0"])
def test_a_deadline_that_makes_no_sense_ends_the_run(project: pytest.Pytester, seconds: str) -> None:
    result = project.runpytest_subprocess(*ONE, f"--run-deadline={seconds}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: run_deadline must be a number from 0.001 to 3600, is '{seconds}'"])


@pytest.mark.parametrize("folder", ["sdk.py", "sdk.py/below", "/proc/nowhere"])
def test_a_folder_for_failures_that_cannot_be_written_ends_the_run_before_a_search(
    project: pytest.Pytester, folder: str
) -> None:
    result = project.runpytest_subprocess(*ONE, "--save-failures", folder)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    (line,) = filter(None, result.errlines)
    assert line.startswith(f"ERROR: run_save_failures: nothing can be written in the folder {folder}: ")


def test_a_client_on_the_command_line_takes_the_place_of_a_fixture(project: pytest.Pytester) -> None:
    project.makeconftest(
        """
        import pytest

        @pytest.fixture
        def run_client():
            raise RuntimeError("not this one")
        """
    )
    project.makepyfile(
        """
        def test_name(run_client, check_round_trip):
            assert run_client.name == "good"
            assert check_round_trip({"status": "queued"}) is not None
        """
    )
    project.runpytest_subprocess("--run-client", "sdk:good").assert_outcomes(passed=1)
    project.runpytest_subprocess("--run-client", "sdk:good", "--run-client", "sdk:good").assert_outcomes(passed=2)
    project.runpytest_subprocess().assert_outcomes(errors=1)


def test_where_the_tests_have_the_client_as_a_parameter_the_run_says_why_it_cannot(project: pytest.Pytester) -> None:
    project.makepyfile(
        """
        import pytest

        @pytest.mark.parametrize("run_client", [1, 2])
        def test_it(run_client):
            pass
        """
    )
    result = project.runpytest_subprocess("--run-client", "sdk:good")
    assert "the tests have run_client as a parameter, which cannot be replaced" in usage_error(result)


def test_a_law_that_could_never_be_asked_fails_and_says_why(project: pytest.Pytester) -> None:
    project.makepyfile(
        dying="""
        class client:
            name = "it"

            @staticmethod
            def decode(document):
                raise RuntimeError("always")
        """
    )
    result = project.runpytest_subprocess(*SUITE, "--run-client", "dying:client", "-k", "equality-reflexive")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["this law could not be asked: the client accepts no valid document (RuntimeError: *"])
