"""The action and the snippets for CI: valid against the published schemas, and their shell lines do what they say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from jsonschema import validators  # type: ignore[import-untyped] # its stubs are a package of their own

from tests.processes import SCRIPT

ROOT: Final = Path(__file__).parents[2]
SCHEMAS: Final = ROOT / "tests" / "data" / "ci"
ACTION: Final = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
REPORTS: Final = {"findings.json", "junit.xml", "findings.sarif", "findings.md", "findings.html", "badge.json"}

FAILING: Final = "runlaws.liars:DropsParallelToolCalls"
KEEPS_ALL: Final = "reference"


def snippets(heading: str) -> Iterator[Any]:
    """Yield the YAML in the page that is headed by a comment with the name of a file."""
    page = (ROOT / "docs" / "howto" / "ci.md").read_text("utf-8")
    for block in re.findall(r"```yaml\n# (.*?)\n(.*?)```", page, re.DOTALL):
        if heading in block[0]:
            yield yaml.safe_load(block[1])


def validate(data: Any, schema: str) -> None:
    """Hold data against a published schema. YAML reads the key `on` as true, which JSON has as a text."""
    held = {"on" if key is True else key: value for key, value in data.items()}
    rules = json.loads((SCHEMAS / f"{schema}.json").read_text("utf-8"))
    validators.validator_for(rules)(rules).validate(json.loads(json.dumps(held)))


def test_the_action_and_every_snippet_fit_their_schemas() -> None:
    """What the repository and its page have for CI is what GitHub and GitLab take."""
    validate(ACTION, "github-actions")
    workflows, pipelines = list(snippets(".github/workflows")), list(snippets(".gitlab-ci"))
    assert (len(workflows), len(pipelines)) == (2, 2)
    for workflow in workflows:
        validate(workflow, "github-workflows")
    for pipeline in pipelines:
        validate(pipeline, "gitlab-ci")


def test_the_snippet_of_the_action_sets_what_the_action_has() -> None:
    """The workflow in the page sets inputs that there are, and the ones that are required."""
    (step,) = (
        step
        for workflow in snippets(".github/workflows")
        for job in workflow["jobs"].values()
        for step in job["steps"]
        if "runlaws/runlaws@" in step.get("uses", "")
    )
    required = {name for name, held in ACTION["inputs"].items() if held.get("required")}
    assert required <= step["with"].keys() <= ACTION["inputs"].keys()


def run_action(where: Path, **inputs: str) -> tuple[int, str, str]:
    """Run the lines of the action as GitHub does; return the status, the outputs, and the summary."""
    held = {name: str(value.get("default", "")) for name, value in ACTION["inputs"].items()} | inputs
    files = {"GITHUB_OUTPUT": where / "output", "GITHUB_STEP_SUMMARY": where / "summary"}
    for file in files.values():
        file.touch()
    outputs = ""
    for step in ACTION["runs"]["steps"]:
        if "run" not in step or (step["name"] == "Install" and not held["install"]):
            continue
        own = {name: _filled(value, held, outputs) for name, value in step["env"].items()}
        ended = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=where,
            env={**os.environ, **own, **{name: str(file) for name, file in files.items()}},
            capture_output=True,
            text=True,
            check=False,
        )
        outputs = files["GITHUB_OUTPUT"].read_text()
        if ended.returncode:
            return ended.returncode, outputs, ended.stderr + files["GITHUB_STEP_SUMMARY"].read_text()
    return 0, outputs, files["GITHUB_STEP_SUMMARY"].read_text()


def _filled(value: str, inputs: Mapping[str, str], outputs: str) -> str:
    if value == "${{ steps.search.outputs.status }}":
        return outputs.removeprefix("status=").strip()
    (name,) = re.findall(r"^\$\{\{ inputs\.([\w-]+) \}\}$", value)
    return inputs[name]


@pytest.mark.slow
def test_the_action_fails_with_findings_after_all_reports_are_written(tmp_path: Path) -> None:
    """A client that breaks a law makes the action fail, with every report, a badge, and findings in the summary."""
    more = "--law round-trip --examples 5"
    status, outputs, summary = run_action(
        tmp_path, client=FAILING, python=sys.executable, install="", arguments=more, folder="out"
    )
    assert (status, outputs) == (1, "status=1\n")
    assert {file.name for file in (tmp_path / "out").iterdir()} == REPORTS
    assert json.loads((tmp_path / "out" / "badge.json").read_text())["message"] == "1 finding"
    assert "/parallel\\_tool\\_calls: dropped" in summary


@pytest.mark.slow
def test_the_action_passes_with_requirements_and_options_in_quotes(tmp_path: Path) -> None:
    """A client that keeps all laws passes; words in quotes among the options stay together."""
    known = tmp_path / "known failures.toml"
    known.write_text("")
    more = f'--law round-trip --known "{known}"'
    status, outputs, summary = run_action(
        tmp_path,
        client=KEEPS_ALL,
        python=sys.executable,
        install="",
        arguments=more,
        folder="out",
        requirements="2026-12",
    )
    assert (status, outputs) == (0, "status=0\n"), summary


def test_the_action_says_bad_input_with_its_status(tmp_path: Path) -> None:
    """What `fuzz` cannot do ends the action with its status and no report."""
    status, outputs, _ = run_action(
        tmp_path, client="nothing.like:this", python=sys.executable, install="", folder="out"
    )
    assert (status, outputs) == (2, "status=2\n")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize(("client", "status"), [(FAILING, 1), (KEEPS_ALL, 0)])
def test_the_job_of_gitlab_ends_with_the_status_of_fuzz(client: str, status: int, tmp_path: Path) -> None:
    """The lines of the page's job, but for pip's, write the reports and the badge, and end as `fuzz` does."""
    (job,) = (pipeline["laws"] for pipeline in snippets(".gitlab-ci") if "laws" in pipeline)
    assert job["script"][0].startswith("pip install ")
    lines = "\n".join(job["script"][1:]).replace("runlaws fuzz", f"{SCRIPT} fuzz --law round-trip")
    lines = lines.replace("runlaws badge", f"{SCRIPT} badge")
    ended = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", lines],
        cwd=tmp_path,
        env={**os.environ, **job["variables"], "CLIENT": client},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == status, ended.stderr
    assert (tmp_path / job["artifacts"]["reports"]["junit"]).is_file()
    assert {file.name for file in (tmp_path / "reports").iterdir()} == {
        "findings.json",
        "junit.xml",
        "findings.html",
        "badge.json",
    }
