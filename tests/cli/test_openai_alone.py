"""Every finding of `runlaws fuzz openai` happens with the package alone, which this file asks without our help."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias, get_args

import pytest

from tests.processes import Ended, python, runlaws

pytestmark = [
    pytest.mark.sdk("openai"),
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:The Assistants API is deprecated:DeprecationWarning"),
]

Finding: TypeAlias = dict[str, Any]


class Alone:
    """The package's own client, for which every reply has one body."""

    def __init__(self) -> None:
        import openai

        http = importlib.import_module(openai.DefaultHttpxClient.__mro__[1].__module__.split(".")[0])
        self.error: type[Exception] = openai.OpenAIError
        self._body = b""
        transport = http.MockTransport(
            lambda _: http.Response(200, content=self._body, headers={"content-type": "application/json"})
        )
        sdk = openai.OpenAI(
            api_key="unused",
            base_url="http://nowhere.invalid",
            max_retries=0,
            http_client=openai.DefaultHttpxClient(transport=transport),
        )
        self._runs: Any = sdk.beta.threads.runs

    def decode(self, document: bytes) -> Any:
        self._body = document
        return self._runs.retrieve("run_1", thread_id="thread_1")


def document_of(case: Mapping[str, Any]) -> bytes:
    """Return the bytes of a case or of a document beside it, as the report has them."""
    return bytes.fromhex(case["document_hex"]) if "document_hex" in case else case["document"].encode()


def at(value: Any, pointer: str) -> Any:
    """Return what stands at a pointer in data, or what an object shows there."""
    for step in pointer.split("/")[1:]:
        if isinstance(value, list):
            value = value[int(step)]
        else:
            value = value[step] if isinstance(value, dict) else getattr(value, step)
    return value


def is_accepted(alone: Alone, finding: Finding) -> bool:
    alone.decode(document_of(finding["case"]))
    return True


def raises_what_is_no_error_of_its_own(alone: Alone, finding: Finding) -> bool:
    try:
        alone.decode(document_of(finding["case"]))
    except Exception as error:  # noqa: BLE001 (any class may come)
        return not isinstance(error, alone.error) and finding["kind"] == f"crashed: {type(error).__name__}"
    return False


def cannot_be_written(alone: Alone, finding: Finding) -> bool:
    run = alone.decode(document_of(finding["case"]))
    try:
        run.to_json()
    except Exception as error:  # noqa: BLE001 (any class may come)
        return bool(type(error).__name__ == finding["kind"])
    return False


def is_written_as_something_else(alone: Alone, finding: Finding) -> bool:
    document = document_of(finding["case"])
    sent = at(json.loads(document), finding["pointer"])
    got = at(json.loads(alone.decode(document).to_json()), finding["pointer"])
    return type(sent) is not type(got)


def is_of_the_class_for_another_tag(alone: Alone, finding: Finding) -> bool:
    document = document_of(finding["case"])
    value = at(alone.decode(document), finding["pointer"])
    tags = get_args(type(value).model_fields["type"].annotation)
    tag: str = at(json.loads(document), finding["pointer"])["type"]
    return bool(value.type == tag) and tag not in tags


def is_equal_to_another(alone: Alone, finding: Finding) -> bool:
    first, second = document_of(finding["case"]), document_of(finding["case"]["twin"])
    return bool(json.loads(first) != json.loads(second) and alone.decode(first) == alone.decode(second))


def is_made_or_lost_as_null_or_of_another_type(alone: Alone, finding: Finding) -> bool:
    """Return whether a member that is null on one side is not there on the other, or has a value of another type."""
    *around, name = finding["pointer"].split("/")
    document = document_of(finding["case"])
    sent, got = (
        at(data, "/".join(around)) for data in (json.loads(document), json.loads(alone.decode(document).to_json()))
    )
    if name in sent and name in got:
        return type(sent[name]) is not type(got[name])
    return bool((name in sent) is not (name in got) and sent.get(name) is got.get(name) is None)


HAPPENS: Final[dict[str, Callable[[Alone, Finding], bool]]] = {
    "refuses-malformed": is_accepted,
    "fails-cleanly": raises_what_is_no_error_of_its_own,
    "tolerates-unknown-members": raises_what_is_no_error_of_its_own,
    "round-trip-encodes": cannot_be_written,
    "round-trip-unknowns": is_made_or_lost_as_null_or_of_another_type,
    "no-silent-corruption": is_written_as_something_else,
    "tag-matches-class": is_of_the_class_for_another_tag,
    "equality-significant-fields": is_equal_to_another,
}


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two reports of one search, with the profile that has the most findings, for its size."""
    folder = tmp_path_factory.mktemp("searched")
    how = ("--profile", "v1", "--examples", "100")
    done = runlaws("fuzz", "openai", *how, "--json", "report.json", "--markdown", "report.md", cwd=folder)
    assert done.status == 1, done
    return folder


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")  # openai's own, of values that it accepted
def test_every_finding_happens_with_the_package_alone(searched: Path) -> None:
    findings = json.loads((searched / "report.json").read_text())["findings"]
    alone = Alone()
    not_seen = [
        (finding["law"], finding["pointer"], finding["kind"])
        for finding in findings
        if not HAPPENS[finding["law"]](alone, finding)
    ]
    assert not_seen == []
    every = [other for finding in findings for other in (finding, *finding.get("also", ()))]
    assert {finding["law"] for finding in every} == set(HAPPENS)


RUN_EACH: Final = """
import json, os, pathlib, tempfile, traceback, openai

def run(script):
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        if not (pid := os.fork()):
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            status = 0
            try:
                exec(compile(script, "script.py", "exec"), {"__name__": "__main__"})
            except BaseException:
                traceback.print_exc()
                status = 1
            print(end="", flush=True)
            os._exit(status)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        out.seek(0), err.seek(0)
        return {"status": status, "out": out.read().decode(), "err": err.read().decode()}

print(json.dumps([run(script) for script in json.loads(pathlib.Path("scripts.json").read_text())]))
"""
"""Runs each script in a process of its own, which has the package already: to import that takes a second."""


def test_every_issue_has_a_script_of_at_most_ten_lines_that_shows_it(searched: Path) -> None:
    """What a script prints, or the error that ends it, is what its last line says."""
    *issues, _ = (searched / "report.md").read_text().split("\n\n---\n\n")
    scripts = [script for issue in issues for script in re.findall(r"```python\n(.*?)```", issue, re.DOTALL)]
    assert len(scripts) == len(issues) > 10
    (searched / "scripts.json").write_text(json.dumps(scripts))
    done = python(RUN_EACH, cwd=searched)
    assert done.status == 0, done
    ended = [Ended(**each) for each in json.loads(done.out)]
    for script, how in zip(scripts, ended, strict=True):
        assert 3 <= len([line for line in script.splitlines() if line]) <= 10
        comment = script.splitlines()[-1].rpartition("  # ")[2]
        assert shows(how, comment), (script, how)


def shows(done: Ended, comment: str) -> bool:
    """Return whether a script did what its comment says: `null (made null)`, `KeyError: 'id' (crashed: KeyError)`."""
    if done.status:
        return f"{comment.partition(':')[0]}: " in done.err.splitlines()[-1]
    if done.out == "True True\n":
        return comment.startswith("absent equals null, the same except at /")
    said = comment.rpartition(" (")[0]
    value_of_class = re.match(r"(?:accepted, as|a) (\w+)", said)
    if value_of_class:
        name = value_of_class[1]
        return done.out.startswith((f"{name}(", f"{name}\n")) or name == type(json.loads(done.out)).__name__
    return done.out.strip('"\n') == said
