"""`--run-corpus PATH`: the suite over a corpus, with nothing drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from runlaws.case import Case
from runlaws.corpus import write_corpus
from runlaws.document import write
from runlaws.laws import LAWS
from runlaws.objects import find_profile
from runlaws_strategies import make_case, simplest
from runlaws_strategies.build import cases_of_recording
from tests.plugin.projects import CONFTEST, SUITE, finding_in, verdicts

SOME = (*SUITE, "-k", "round-trip] or reads-fields", "-rA")


def failed_run() -> Iterator[Case]:
    return cases_of_recording(write(simplest("failed")), find_profile("v2"))


@pytest.fixture
def corpus(pytester: pytest.Pytester) -> Path:
    write_corpus(pytester.path / "cases", failed_run(), profile="v2")
    return pytester.path / "cases"


@pytest.mark.slow
@pytest.mark.usefixtures("corpus")
def test_the_laws_are_asked_of_the_cases_of_the_corpus_alone(project: pytest.Pytester) -> None:
    args = (*SOME, "--run-client", "sdk:client", "--run-corpus", "cases")
    result = project.runpytest_subprocess(*args)
    assert verdicts(result.outlines) == {
        "FAILED ::test_corpus[round-trip]",
        "PASSED ::test_corpus[reads-fields]",
    }
    assert finding_in(result.outlines)["law"] == "round-trip"
    count = sum(1 for _ in failed_run())
    result.stdout.fnmatch_lines([f"forgetful 1.2: {count} cases, contract coverage of v2: *"])
    write_corpus(project.path / "valid", [make_case(0, index, kinds=["valid"]) for index in range(5)], profile="v2")
    project.makeini("[pytest]\nrun_corpus = valid\n")
    result = project.runpytest_subprocess(*SUITE, "--run-client", "sdk:good", "-k", "decodes-valid or malformed", "-rs")
    result.assert_outcomes(passed=1, skipped=1)
    result.stdout.fnmatch_lines(["SKIPPED [[]1] *: not applicable: the document is valid"])


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["file", "memory"])
def test_a_corpus_is_taken_by_its_url(project: pytest.Pytester, corpus: Path, scheme: str) -> None:
    """A store in memory is that of the process that reads it, so a conftest fills it there."""
    url = corpus.as_uri()
    if scheme == "memory":
        pytest.importorskip("fsspec", reason="of the extra fsspec")
        url = "memory://deep/cases"
        project.makeconftest(
            f"import fsspec\nfsspec.filesystem('memory').put({str(corpus)!r}, '/deep/cases', recursive=True)\n"
        )
    args = (*SUITE, "--run-client", "sdk:good", "-k", "decodes-valid", "--run-corpus")
    project.runpytest_subprocess(*args, url).assert_outcomes(passed=1)
    result = project.runpytest_subprocess(*args, f"{url}/none")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert any("/none: No such file or directory" in line for line in [*result.errlines, *result.outlines])


@pytest.mark.slow
def test_tests_of_a_project_take_it_and_cases_of_other_profiles_are_counted(
    project: pytest.Pytester, corpus: Path
) -> None:
    others = [make_case(0, index, profile="v1") for index in range(3)]
    write_corpus(corpus.with_name("mixed"), [*failed_run(), *others], profile="auto")
    project.makeconftest(CONFTEST)
    project.makepyfile(test_sdk="from runlaws.suite import *")
    result = project.runpytest_subprocess("--run-corpus", "mixed", "-k", "decodes-valid", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["corpus: left out 3 of v1: --run-profile names what is tried"])


@pytest.mark.slow
def test_a_corpus_that_cannot_be_tried_is_one_sentence(
    project: pytest.Pytester, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def complaint(*args: str) -> str:
        result = project.runpytest_subprocess(*SOME, "--run-client", "sdk:good", *args)
        assert result.ret == pytest.ExitCode.USAGE_ERROR
        return next(line for line in [*result.errlines, *result.outlines] if "rror: " in line.lower())

    nowhere = project.path / "nowhere"
    assert f"--run-corpus: {nowhere}: No such file or directory" in complaint("--run-corpus", "nowhere")
    wrong = complaint("--run-corpus", "cases", "--run-profile", "v1")
    assert f"{corpus}: no case in it is of the profile v1; there are " in wrong
    path = corpus / "cases.jsonl"
    path.write_bytes(path.read_bytes()[:-9])
    assert ": the line has no end: the file was cut" in complaint("--run-corpus", "cases")
    monkeypatch.setenv("RUNLAWS_CORPUS", "nowhere")
    assert f"{nowhere}: No such file or directory" in complaint()


@pytest.mark.usefixtures("corpus")
@pytest.mark.slow
def test_there_is_a_test_for_each_law_and_none_that_draws(project: pytest.Pytester) -> None:
    result = project.runpytest_subprocess(*SUITE, "--run-client", "sdk:good", "--run-corpus", "cases", "--collect-only")
    tests = [line.strip() for line in result.outlines if "<Function" in line]
    assert tests == [f"<Function test_corpus[{law.id}]>" for law in LAWS]
