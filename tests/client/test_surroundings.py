"""What a client changes of the process moves no file of ours and no verdict, and is there when it is asked again."""

from __future__ import annotations

import json
import locale
import os
import sys
import warnings
from pathlib import Path

import pytest

from runlaws.adapters import PythonClient
from runlaws.case import Case
from runlaws.client import Outcome
from runlaws.observe import InProcess, surroundings_of_the_client

CASE = Case.of_bytes(b"{}")


def ours() -> object:
    umask = os.umask(0o022)
    os.umask(umask)
    filters = list(warnings.filters)
    return Path.cwd(), umask, dict(os.environ), locale.setlocale(locale.LC_ALL), sys.getrecursionlimit(), filters


def move(document: bytes) -> object:
    os.chdir("/")
    os.umask(0o777)
    os.environ.pop("OURS")
    os.environ["THEIRS"] = "1"
    locale.setlocale(locale.LC_ALL, "C.UTF-8")
    sys.setrecursionlimit(sys.getrecursionlimit() + 1000)
    warnings.simplefilter("error")
    return json.loads(document)


@pytest.fixture(autouse=True)
def _kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OURS", "1")


def test_what_a_client_changes_is_kept_apart_and_is_there_the_next_time() -> None:
    before, folder = ours(), Path.cwd()
    observer = InProcess(PythonClient(decode=move))
    with surroundings_of_the_client():
        assert observer.observe(CASE, ()).outcome is Outcome.ACCEPTED
    assert ours() == before
    with surroundings_of_the_client():
        assert (Path.cwd(), os.environ.get("THEIRS"), os.environ.get("OURS")) == (Path("/"), "1", None)
        os.environ["OURS"] = "1"
        os.chdir(folder)
        del os.environ["THEIRS"]
    assert ours() == before


def test_what_we_change_between_is_no_change_of_the_clients(monkeypatch: pytest.MonkeyPatch) -> None:
    with surroundings_of_the_client():
        os.environ["THEIRS"] = "1"
    monkeypatch.setenv("OURS", "2")
    with surroundings_of_the_client():
        assert (os.environ["OURS"], os.environ.pop("THEIRS")) == ("2", "1")


def test_a_low_recursion_limit_is_not_ours_and_a_high_one_stays_the_clients() -> None:
    limit, seen = sys.getrecursionlimit(), list[int]()
    wanted = limit - 200

    def decode(document: bytes) -> object:
        seen.append(sys.getrecursionlimit())
        sys.setrecursionlimit(wanted)
        return json.loads(document)

    observer = InProcess(PythonClient(decode=decode))
    assert observer.observe(CASE, ()).outcome is Outcome.ACCEPTED
    wanted = limit + 500
    observer.observe(CASE, ())
    assert sys.getrecursionlimit() == limit
    observer.observe(CASE, ())
    assert seen[2] == limit + 500
    assert min(seen) >= limit, "it may be higher, where another client has set it"
    wanted = limit
    observer.observe(CASE, ())
