"""Options with their ini and environment forms, several clients, Hypothesis's own settings, and the coverage gate."""

from __future__ import annotations

import fnmatch

import pytest

from runlaws.laws import LAWS
from runlaws.pytest_plugin._options import OPTIONS
from tests.plugin.projects import PARCELS, SUITE, verdicts

pytestmark = pytest.mark.slow

ONE = (*SUITE, "-k", "round-trip] or reads-fields")
"""Two laws, of which `sdk:client` breaks the first."""


def test_several_clients_are_held_to_the_laws_in_one_session(project: pytest.Pytester) -> None:
    result = project.runpytest_subprocess(
        *ONE, *PARCELS, "--run-client", "sdk:client", "--run-client", "sdk:good", "-rA"
    )
    assert verdicts(result.outlines) == {
        "FAILED ::test_law[sdk:client-round-trip]",
        "PASSED ::test_law[sdk:client-reads-fields]",
        "PASSED ::test_law[sdk:good-round-trip]",
        "PASSED ::test_law[sdk:good-reads-fields]",
    }
    result.stdout.fnmatch_lines(["forgetful 1.2: *contract coverage*", "good: *contract coverage*"])


def test_clients_may_be_named_in_the_ini_file_and_in_the_environment(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNLAWS_CLIENT", "sdk:client sdk:good")
    project.runpytest_subprocess(*ONE, *PARCELS).assert_outcomes(passed=3, failed=1)
    project.makeini("[pytest]\nrun_client =\n    sdk:good\n    parcels:honest\n")
    project.runpytest_subprocess(*ONE, *PARCELS).assert_outcomes(passed=4)


def test_a_client_that_does_not_encode_is_asked_the_other_laws_and_the_rest_say_why_not(
    project: pytest.Pytester,
) -> None:
    result = project.runpytest_subprocess(
        *SUITE, *PARCELS, "--run-client", "sdk:reader", "-k", "round-trip or reads", "-rs"
    )
    result.assert_outcomes(passed=2, skipped=7)
    result.stdout.fnmatch_lines(["SKIPPED [[]7] *: not applicable: the client does not encode"])


def test_the_coverage_of_the_contract_is_printed_and_thin_coverage_fails_on_request(project: pytest.Pytester) -> None:
    args = (*SUITE, *PARCELS, "--run-client", "sdk:good", "-k", "decodes-valid")
    plain = project.runpytest_subprocess(*args)
    plain.assert_outcomes(passed=1)
    plain.stdout.fnmatch_lines(["good: * cases, contract coverage of *: statuses 100 %, states *, standings 33 %"])
    thin = project.runpytest_subprocess(*args, "--run-coverage-min", "50")
    assert thin.ret == pytest.ExitCode.TESTS_FAILED
    thin.stdout.fnmatch_lines(
        [
            "coverage too low: good: rules * %, less than 50 %: missing *, * and * more",
            "coverage too low: good: kinds * %, less than 50 %: missing *, * and * more",
            "coverage too low: good: standings 33 %, less than 50 %: missing ambiguous, extended, invalid and 1 more",
        ]
    )
    assert project.runpytest_subprocess(*args, "--run-coverage-min", "0").ret == pytest.ExitCode.OK


def test_the_whole_suite_covers_nine_tenths_of_the_contract_also_in_two_processes(project: pytest.Pytester) -> None:
    result = project.runpytest_subprocess(
        *SUITE, *PARCELS, "--run-client", "sdk:good", "--run-coverage-min", "85", "-n", "2"
    )
    assert result.ret == pytest.ExitCode.OK
    result.assert_outcomes(passed=len(LAWS) - 3, skipped=3)
    (line,) = (line for line in result.outlines if "contract coverage" in line)
    assert "statuses 100 %" in line
    assert "standings 100 %" in line


def test_asking_for_coverage_where_nothing_was_tried_fails(project: pytest.Pytester) -> None:
    project.makepyfile("def test_nothing(): pass")
    result = project.runpytest_subprocess("--run-coverage-min", "50")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["coverage too low: no case was tried, but at least 50 % of the contract is required"])


UNUSABLE = [
    ("--run-coverage-min", "many", "run_coverage_min must be a number from 0 to 100, is 'many'"),
    ("--run-coverage-min", "101", "run_coverage_min must be a number from 0 to 100, is '101'"),
    ("--run-causes", "0", "run_causes must be a whole number from 1 to 1000, is '0'"),
    ("--run-causes", "1.5", "run_causes must be a whole number from 1 to 1000, is '1.5'"),
    ("--run-deadline", "0", "run_deadline must be a number from 0.001 to 3600, is '0'"),
    ("--run-memory", "lots", "run_memory must be a size from 16M to 1024G, such as 512M, is 'lots'"),
    ("--run-memory", "1M", "run_memory must be a size from 16M to 1024G, such as 512M, is '1M'"),
    ("--run-memory", "1G", "run_memory: client 'reference' is asked in this process: --run-isolated gives it one *"),
    ("--run-profile", "v9", "*no profile is named 'v9'*"),
    ("--run-profile", "compat", "profile 'compat' only judges documents: *"),
    ("--run-client", "nowhere:client", "client 'nowhere:client': there is no module 'nowhere'*"),
    ("--run-corpus", "nowhere", "--run-corpus: *nowhere: No such file or directory"),
    ("--run-known", "nowhere.toml", "run_known: nowhere.toml: No such file or directory"),
    ("--run-known", ".", "run_known: .: Is a directory"),
    ("--run-known", "cut.toml", "cut.toml:*"),
    ("--run-requirements", "2020-01", "run_requirements: there are no requirements '2020-01'; there is *"),
    ("--run-replay", "0123456789abcdef", "run_replay: no case '0123456789abcdef': *"),
    ("--run-replay", "cut.json", "run_replay: *cut.json: expected a saved failure of format 1, got *"),
    ("--save-failures", "damaged", "run_save_failures: *cut.json: expected a saved failure of format 1, got *"),
    ("--save-failures", "cut.toml", "run_save_failures: nothing can be written in the folder cut.toml: *"),
]


def write_damaged(project: pytest.Pytester) -> None:
    """Write a file of known failures and saved cases that were cut."""
    (project.path / "cut.toml").write_text("[[known]")
    (project.path / "damaged").mkdir()
    for path in (project.path / "cut.json", project.path / "damaged" / "cut.json"):
        path.write_text('{"format": 1, "law": "round-trip", "case": {')


def test_the_table_below_has_every_option() -> None:
    assert {flag for flag, _, _ in UNUSABLE} == {option.flag for option in OPTIONS}


@pytest.mark.parametrize(("option", "value", "message"), UNUSABLE)
def test_a_setting_that_cannot_be_used_ends_the_run_with_one_sentence(
    project: pytest.Pytester, option: str, value: str, message: str
) -> None:
    write_damaged(project)
    result = project.runpytest_subprocess(*ONE, "--run-client", "reference", option, value)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    (line,) = filter(None, result.errlines)
    assert fnmatch.fnmatchcase(line, f"ERROR: {message}")


@pytest.mark.parametrize(
    ("ini", "value", "message"),
    [
        ("run_profile", "v9", "*no profile is named 'v9'*"),
        ("run_known", "nowhere.toml", "run_known: nowhere.toml: No such file or directory"),
        ("run_known", "cut.toml", "cut.toml:*"),
        ("run_requirements", "2020-01", "run_requirements: there are no requirements '2020-01'; there is *"),
        ("run_save_failures", "damaged", "run_save_failures: *cut.json: expected a saved failure of format 1, got *"),
    ],
)
@pytest.mark.parametrize("more", [(), ("-n1",)], ids=["one process", "a worker"])
def test_one_of_the_ini_file_has_the_same_status(
    project: pytest.Pytester, ini: str, value: str, message: str, more: tuple[str, ...]
) -> None:
    write_damaged(project)
    project.makeini(f"[pytest]\n{ini} = {value}\n")
    result = project.runpytest_subprocess(*SUITE, *more)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stdout.fnmatch_lines([message])
    assert not [line for line in result.outlines if line.startswith((">", "E  "))], "no traceback"


def test_runs_are_drawn_of_the_profile_that_is_named(project: pytest.Pytester) -> None:
    result = project.runpytest_subprocess(*ONE, "--run-client", "reference", "--run-profile", "v1")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["reference *: * cases, contract coverage of v1: *"])


def test_hypothesis_profiles_and_options_apply(project: pytest.Pytester) -> None:
    project.makeconftest("from hypothesis import settings\nsettings.register_profile('few', max_examples=20)\n")
    result = project.runpytest_subprocess(
        *ONE, *PARCELS, "--run-client", "sdk:good", "--hypothesis-profile", "few", "--hypothesis-show-statistics"
    )
    result.stdout.fnmatch_lines(["::test_law[[]round-trip]:", "*5 passing*"])
    result.stdout.fnmatch_lines(["good: * cases, *"])


def test_collecting_only_asks_the_client_nothing(project: pytest.Pytester) -> None:
    project.makepyfile(
        slow="""
        import time
        import runlaws
        client = runlaws.PythonClient(decode=lambda document: time.sleep(60))
        """
    )
    result = project.runpytest_subprocess(*SUITE, "--run-client", "slow:client", "--collect-only", "-q", timeout=30)
    assert [line for line in result.outlines if "::" in line] == [f"::test_law[{law.id}]" for law in LAWS]
