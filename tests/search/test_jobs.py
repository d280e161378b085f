"""A search spread over processes: it finds the same, whoever tries what, and leaves no process behind."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from runlaws import PythonClient, find_client
from runlaws.case import Case
from runlaws.client import Client
from runlaws.laws import LAWS, Law, find_law
from runlaws.liars import LIARS, honest_clients
from runlaws.observe.pipe import PipedClient, isolated
from runlaws.reports import as_json
from runlaws.search import JobEnded, search
from tests.processes import living_in
from tests.thorough import THOROUGH

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="jobs are forked")

NAMES = {"DiesOfStrangers", "HashesByIdentity", "ShowsItsDocstringForAKey", "WritesAByteOrderMark"}
LONG_NAMES = {"EndsWithoutAWord", "LosesWhatItCopies"}
"""Those whose search takes longest are searched with the profile `thorough`."""
SOME_LIARS = [liar for liar in LIARS if liar.__name__ in (NAMES | LONG_NAMES if THOROUGH else NAMES)]
"""Liars of laws that ask for different things, and that neither vary by design nor take a deadline each."""


def found(client: Client, laws: Sequence[Law] = LAWS, **settings: Any) -> dict[str, Any]:
    """Return all that a search says."""
    how: dict[str, Any] = {"examples": 300, **settings}
    return as_json(search(client, laws=laws, **how))


@pytest.mark.slow
@pytest.mark.parametrize("liar", SOME_LIARS, ids=lambda liar: liar.__name__)
def test_several_jobs_find_what_one_does(liar: type[Client]) -> None:
    """To the last byte of the result: cases, counts, coverage."""
    law = find_law(liar.law)  # type: ignore[attr-defined] # a liar names the law that it breaks
    one = found(liar(), [law])
    assert one["findings"]
    assert found(liar(), [law], jobs=2) == one


@pytest.mark.slow
def test_several_jobs_find_nothing_more_of_an_honest_client() -> None:
    """Nor do they count otherwise."""
    how: dict[str, Any] = {"examples": 600, "enumerate_first": False}
    for client in honest_clients()[:2]:
        one = found(client, **how)
        assert not one["findings"]
        assert found(client, **how, jobs=3) == one


@pytest.mark.slow
def test_several_jobs_find_what_one_does_of_the_openai_package() -> None:
    """Many causes at once, some with one face."""
    pytest.importorskip("openai")
    laws = [find_law(id) for id in ("round-trip", "no-silent-corruption", "decodes-valid", "refuses-invalid")]
    one = found(find_client("openai", profile="v1"), laws, profile="v1")
    assert len(one["findings"]) > 3
    assert found(find_client("openai", profile="v1"), laws, profile="v1", jobs=2) == one


def without_a_model(document: bytes) -> Any:
    """Decode, and lose the model of an expired run."""
    run = json.loads(document)
    is_expired = isinstance(run, dict) and run.get("status") == "expired"
    return {name: value for name, value in run.items() if name != "model"} if is_expired else run


def test_what_jobs_find_is_said_at_once_and_each_case_is_counted() -> None:
    """In the process that started them."""
    shown: list[tuple[str, int]] = []
    counted: list[str] = []
    client = PythonClient(decode=without_a_model, encode=json.dumps)
    result = search(
        client,
        laws=[find_law("round-trip")],
        examples=60,
        jobs=2,
        on_failure=lambda failure, _: shown.append((failure.pointer, os.getpid())),
        on_case=counted.append,
    )
    assert {("/model", os.getpid())} <= set(shown)
    assert len(counted) == result.examples
    assert set(counted) == {"catalogue", "random"}


def test_a_client_that_ends_its_job_ends_the_search_which_says_how() -> None:
    def decode(_: bytes) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(JobEnded, match="killed by SIGKILL"):
        search(PythonClient(decode=decode), laws=[find_law("never-exits")], examples=1, jobs=2, enumerate_first=False)


def test_what_goes_wrong_in_a_job_is_raised_where_it_was_started() -> None:
    def broken(_failure: object, case: Case, _trial: object) -> None:
        raise LookupError(case.made)

    client = PythonClient(decode=without_a_model, encode=lambda _: "{}")
    with pytest.raises(LookupError, match="valid"):
        search(client, laws=[find_law("round-trip")], examples=1, jobs=2, less_known=broken)


def test_no_process_is_left_of_jobs_whose_clients_have_processes_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    another = PipedClient.another
    start, end = os.pipe()

    def noted(client: PipedClient, on_process: Callable[[int], object]) -> PipedClient:
        def both(pid: int) -> None:
            on_process(pid)
            os.write(end, f"{pid}\n".encode())

        return another(client, both)

    monkeypatch.setattr(PipedClient, "another", noted)
    client = isolated("reference", profile="v2")
    search(client, laws=[find_law("decodes-valid")], examples=40, jobs=2, enumerate_first=False)
    client.end()
    os.close(end)
    with os.fdopen(start) as lines:
        begun = [int(line) for line in lines]
    assert len(begun) == 2
    assert not [living for pid in begun for living in living_in(pid)]


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_client_that_always_hangs_is_asked_a_few_times_however_many_chunks_there_are(jobs: int) -> None:
    """What it is not asked counts as tried in vain."""

    def decode(_: bytes) -> None:
        hung.append(None)
        while True:
            signal.pause()

    hung: list[None] = []
    client = PythonClient(decode=decode)
    result = search(client, laws=[find_law("never-hangs")], examples=1500, jobs=jobs, deadline=0.05)
    (tally,) = result.tallies
    assert tally.not_asked["the client has hung too often already"] == result.examples - tally.asked
    assert tally.asked < 12
    assert [finding.failure.law for finding in result.findings] == ["never-hangs"]
    assert len(hung) < 40
