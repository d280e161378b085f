"""Clients behind a pipe: asked like any other, and survived whatever their process does."""

from __future__ import annotations

from pathlib import Path

import pytest

from runlaws.adapters import find_client
from runlaws.finding import SearchResult
from runlaws.laws import find_law
from runlaws.observe.pipe import WorkerError, connected
from runlaws.search import search
from tests.pipe.workers import worker
from tests.second_object.parcels import PARCEL_V1

LOSES_THE_WEIGHT = """
def encoded(value):
    return json.dumps({name: item for name, item in value.items() if name != "weight"})
"""
ENDS = """
plainly = decoded

def decoded(document):
    value = plainly(document)
    if value.get("stage") == "handed_over" and value.get("weight") == 0.25:
        import os, time, signal
        ENDING
    return value
"""


ENDINGS = [find_law("never-exits"), find_law("never-hangs")]


def searched(spec: str) -> SearchResult:
    """Search with documents of which there are a quarter as many fixed ones as of runs, as all tests here do."""
    return search(find_client(spec), examples=50, profile=PARCEL_V1)


@pytest.mark.slow
def test_a_worker_that_keeps_everything_breaks_no_law_about_keeping(tmp_path: Path) -> None:
    result = searched(worker(tmp_path))
    assert result.client == "plain 1.0"
    assert {finding.failure.law for finding in result.findings} <= {"fails-cleanly", "refuses-malformed"}
    asked = {tally.law: tally.asked for tally in result.tallies}
    assert asked["round-trip"] > 200
    assert asked["hash-agrees-with-equality"] == 0, "it offers no hash, and is not judged by one"


@pytest.mark.slow
def test_what_a_worker_loses_is_found_at_its_place(tmp_path: Path) -> None:
    result = searched(worker(tmp_path, LOSES_THE_WEIGHT))
    lost = [finding for finding in result.findings if finding.failure.law == "round-trip"]
    assert [(finding.failure.pointer, finding.failure.kind) for finding in lost] == [("/weight", "dropped")]


@pytest.mark.parametrize(
    ("ends", "law", "says"),
    [
        pytest.param("os._exit(3)", "never-exits", "exited with status 3", marks=pytest.mark.slow),
        pytest.param(
            "os.kill(os.getpid(), signal.SIGKILL)", "never-exits", "killed by SIGKILL", marks=pytest.mark.slow
        ),
        pytest.param("os.close(1)", "never-exits", "exited with status", marks=pytest.mark.slow),
        pytest.param("time.sleep(3600)", "never-hangs", "no answer within", marks=pytest.mark.slow),
    ],
)
def test_a_worker_that_ends_is_a_finding_and_not_the_end(tmp_path: Path, ends: str, law: str, says: str) -> None:
    client = find_client(worker(tmp_path, ENDS.replace("ENDING", ends)))
    result = search(client, laws=ENDINGS, examples=0, profile=PARCEL_V1, deadline=0.5)
    ended = [finding.failure for finding in result.findings if finding.failure.law == law]
    assert [failure.kind.partition(":")[0] for failure in ended] == ["decode"]
    assert says in str(ended[0].got)
    assert result.examples > 1000, "the search went on"


@pytest.mark.slow
def test_a_worker_that_takes_too_much_memory_is_ended(tmp_path: Path) -> None:
    spec = worker(tmp_path, ENDS.replace("ENDING", "held = bytearray(1 << 30); time.sleep(3600)"))
    client = connected(spec.removeprefix("process:"), spec=spec, profile=PARCEL_V1.home, memory=1 << 28)
    result = search(client, laws=ENDINGS, examples=0, profile=PARCEL_V1, deadline=30.0)
    assert [finding.failure.law for finding in result.findings] == ["never-exits"]
    assert "took more than 256 MB of memory" in str(result.findings[0].failure.got)


@pytest.mark.slow
def test_nothing_that_a_worker_has_started_outlives_the_search(tmp_path: Path) -> None:
    """Neither of its own ending nor of the host's: a process that it leaves behind is ended with its group."""
    children = tmp_path / "children"
    starts = f"""
        child = subprocess.Popen(["sleep", "3600"])
        with open({str(children)!r}, "a") as file:
            print(child.pid, file=file)
        os._exit(1)
    """
    different = ENDS.replace("        ENDING", starts).replace("import os, time, signal", "import os, subprocess")
    spec = worker(tmp_path, different)
    client = connected(spec.removeprefix("process:"), spec=spec, profile=PARCEL_V1.home)
    search(client, laws=ENDINGS, examples=0, profile=PARCEL_V1)
    client.end()
    pids = [int(line) for line in children.read_text().split()]
    assert pids
    assert [pid for pid in pids if _is_running(pid)] == []


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"  # one that has ended, and that nobody has asked about


@pytest.mark.slow
def test_a_worker_that_floods_its_error_output_is_asked_on(tmp_path: Path) -> None:
    floods = "def reply(message, once=reply): sys.stderr.write('x' * 200_000); return once(message)"
    result = search(find_client(worker(tmp_path, floods)), laws=ENDINGS, examples=0, profile=PARCEL_V1)
    assert (result.findings, result.examples > 1000) == ((), True)


@pytest.mark.parametrize(
    ("different", "says"),
    [
        ("def main(): pass", "expected the worker to say hello, but it exited with status 0"),
        ("def main(): sys.exit('no such model')", "the last lines of its error output:\n  no such model"),
        ("HELLO['protocol'] = 2", "the worker speaks protocol 2, expected 1"),
        ("HELLO['offers'] = ['everything']", "expected some of encode, equal"),
        ("del HELLO['name']", 'a hello without "name"'),
        ("def reply(message): return 'ready'", "a line that is no JSON: ready"),
        ("def reply(message): return '{\"id\": 77}'", "a reply with the id 77 to the message 0"),
        ("def reply(message): return json.dumps({'id': message['id'], 'problem': 'no'})", "a problem: no"),
        ("HELLO['policy'] = {'integers': 'huge'}", "its hello has a policy that is none"),
        (
            "def reply(message, once=reply): return once(message) + '\\n' + once(message)",
            "expected the worker to answer, but it wrote a reply with the id 0",
        ),
    ],
)
def test_a_worker_that_does_not_say_hello_is_one_sentence(tmp_path: Path, different: str, says: str) -> None:
    with pytest.raises(WorkerError, match="client 'process:") as raised:
        find_client(worker(tmp_path, different))
    assert says in str(raised.value)


@pytest.mark.parametrize(
    ("different", "says"),
    [
        ("def answer(asked): print('debug'); return done(asked)", "a line that is no JSON: debug"),
        ("def answer(asked): return {'fields': 1} if asked['do'] == 'fields' else done(asked)", '"fields" with'),
        ("def answer(asked): return 1", "a reply without an answer to each of"),
        ("def answer(asked): sys.stdout.write('x' * (65 << 20)); return {}", "a line of more than 64 MB"),
    ],
)
def test_a_worker_that_answers_nonsense_ends_the_search_in_one_sentence(
    tmp_path: Path, different: str, says: str
) -> None:
    with pytest.raises(WorkerError, match=r"^client 'process:") as raised:
        searched(worker(tmp_path, different))
    assert says in str(raised.value)


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ("process:no-such-program --now", "no-such-program cannot be started: No such file or directory"),
        ("process:", "expected a command, such as 'node worker.mjs'"),
        ("process:'", "expected a command line, as a shell reads it"),
    ],
)
def test_a_command_that_cannot_be_started_is_one_sentence(spec: str, says: str) -> None:
    with pytest.raises(WorkerError) as raised:
        find_client(spec)
    assert says in str(raised.value)
