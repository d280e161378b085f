"""A Python client in a process of its own: the verdicts of this process, and no end of the search."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from runlaws.adapters import find_client
from runlaws.case import Case, Likeness, Twin
from runlaws.client import EVERYTHING, ClientNotFound, Observation
from runlaws.finding import SearchResult
from runlaws.laws import LAWS, Law, find_law
from runlaws.liars import HONEST, LIARS
from runlaws.observe import observer_of
from runlaws.observe.pipe import WorkerError, isolated
from runlaws.search import search
from runlaws_strategies import catalogue
from tests.second_object.parcels import PARCEL_V1
from tests.thorough import THOROUGH


def slowly(*values: str) -> Any:
    """Return a parameter of a test that is run with those that take long."""
    return pytest.param(*values, marks=pytest.mark.slow)


LAWS_ASKED = [find_law(id) for id in ("decodes-valid", "never-exits", "never-hangs")]
RETURNING = [kind for kind in (*LIARS, *HONEST) if not kind.law or find_law(kind.law).ending != "hang"]
"""The clients that do not hang: each question to one that does takes seconds."""
CLIENTS = ["reference", *(f"{kind.__module__}:{kind.__name__}" for kind in RETURNING)]
MANY = CLIENTS if THOROUGH else CLIENTS[1::12]
"""All of them with the profile `thorough`, else one of twelve: each takes seconds."""
SDK = """
import collections, ctypes, itertools, json, os, signal

class Client:
    name = "ends"

    def decode(self, document):
        value = json.loads(document)
        if not isinstance(value, dict):
            raise ValueError("no object")
        if value.get("stage") == "handed_over" and value.get("weight") == 0.25:
            {ends}
        return value

client = Client()
"""


def keys(result: SearchResult) -> list[tuple[str, str, str, str]]:
    failures = [finding.failure for finding in result.findings]
    return [(each.law, each.pointer, each.kind, str(each.got)) for each in failures]


def asked(spec: str, cases: Sequence[Case], step: int) -> None:
    """Ask a client here and in a process of its own about some cases, and look that both answer alike."""
    here, there = observer_of(find_client(spec)), observer_of(isolated(spec, profile="v2"))
    assert (here.name, here.policy, here.encodes) == (there.name, there.policy, there.encodes)
    for case in cases[::step]:
        also = [("not_there",)]
        seen, elsewhere = here.observe(case, EVERYTHING, also), there.observe(case, EVERYTHING, also)
        assert _without_accidents(seen) == _without_accidents(elsewhere), f"{case.id} {case.made}"


def _without_accidents(observation: Observation) -> tuple[object, ...]:
    """Return an observation without hashes, which are of a process, and what is printed, which may have addresses."""
    hashed = observation.hashed and observation.hashed[0] == observation.hashed[1]
    printed = {way: answer.thrown for way, answer in observation.printed.items()}
    twin = observation.twin and evolve(observation.twin, hashed=None)
    return evolve(observation, hashed=None, printed={}, twin=twin), hashed, printed


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return list(catalogue(profile="v2"))


@pytest.mark.parametrize("spec", CLIENTS[:: len(CLIENTS) // 3])
def test_some_clients_do_the_same_in_a_process_of_their_own(cases: list[Case], spec: str) -> None:
    asked(spec, cases, 80)


@pytest.mark.slow
@pytest.mark.parametrize("spec", MANY)
def test_many_clients_do_the_same_in_a_process_of_its_own(cases: list[Case], spec: str) -> None:
    asked(spec, cases, 150)


@pytest.mark.slow
@pytest.mark.parametrize(
    "spec",
    [
        "runlaws.liars.refusal:LetsKeyErrorsThrough",  # five findings, which are exceptions
        "runlaws.liars.tolerance:DiesOfNamesOfItsLanguage",  # the client's own names come into the documents
        # What it does depends on the documents before; and many findings at once.
        *(["runlaws.liars.purity:FillsInWhatItReadBefore", "openai"] if THOROUGH else []),
    ],
)
def test_a_search_finds_the_same_in_a_process_of_its_own(spec: str) -> None:
    laws: Sequence[Law] = LAWS
    profile, examples = "v2", 300
    listed = spec == "openai"  # of a liar, random cases show the same in a tenth of the time
    if listed:
        pytest.importorskip("openai")
        laws = [find_law(id) for id in ("fails-cleanly", "round-trip", "tag-matches-class")]  # all take a minute
        profile, examples = "v1", 100
    here, there = (
        search(client, examples=examples, laws=laws, profile=profile, enumerate_first=listed)
        for client in (find_client(spec, profile=profile), isolated(spec, profile=profile))
    )
    assert keys(here)
    assert keys(here) == keys(there)
    assert here.tallies == there.tallies


@pytest.mark.parametrize(
    ("ends", "law", "says"),
    [
        slowly("ctypes.string_at(0)", "never-exits", "killed by SIGSEGV"),
        slowly("os.kill(os.getpid(), signal.SIGKILL)", "never-exits", "killed by SIGKILL"),
        slowly("ctypes.CDLL(None)._exit(0)", "never-exits", "exited with status 0"),
        slowly("ctypes.CDLL(None).abort()", "never-exits", "killed by SIGABRT"),
        slowly("collections.deque(itertools.repeat(0), maxlen=0)", "never-hangs", "could not be interrupted"),
        slowly("[bytearray(1 << 30) for _ in range(20)]", "decodes-valid", "MemoryError"),
    ],
)
def test_what_would_end_this_process_is_a_finding_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: str, law: str, says: str
) -> None:
    (tmp_path / "ending.py").write_text(SDK.format(ends=ends))
    monkeypatch.syspath_prepend(tmp_path)
    client = isolated("ending:client", profile=PARCEL_V1.home)
    result = search(client, laws=LAWS_ASKED, examples=0, profile=PARCEL_V1, deadline=1.0)
    ended = [finding.failure for finding in result.findings if finding.failure.law == law]
    assert [failure.kind.partition(":")[0] for failure in ended] in (["decode"], ["crashed"])
    assert says in str(ended[0].got)
    assert result.examples > 1000, "the search went on"


def test_a_client_that_is_not_there_is_the_same_sentence_as_in_this_process() -> None:
    with pytest.raises(ClientNotFound) as here:
        find_client("no_such_package:client")
    with pytest.raises(WorkerError) as there:
        isolated("no_such_package:client", profile="v2")
    assert str(there.value) == str(here.value.args[0])


def test_a_client_whose_import_ends_the_process_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deadly.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(WorkerError, match=r"looking for it ended the process \(killed by SIGKILL\)"):
        isolated("deadly:client", profile="v2")


def test_a_process_that_ends_whatever_it_is_asked_ends_the_search_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = isolated("reference", profile="v2")
    died = {"id": 1, "died": {"how": "exit", "says": "exited with status 1", "call": "a call with a long name"}}
    monkeypatch.setattr(type(client), "exchange", lambda *_: died)
    with pytest.raises(WorkerError, match="its process ends though it is asked nothing: exited with status 1"):
        observer_of(client).observe(Case.of_bytes(b"{}"))


def test_a_place_with_a_lone_surrogate_in_its_name_gets_there() -> None:
    twin = Twin(b'{"a": 1}', Likeness.DIFFERENT, "/\ud800")
    case = Case.of_bytes(b'{"b": 1}', twin=twin)
    here, there = observer_of(find_client("reference")), observer_of(isolated("reference", profile="v2"))
    assert here.observe(case).decoded == there.observe(case).decoded
