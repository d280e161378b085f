"""What a user reads where a store, a URL or a half-made corpus is in the way: what was typed, and what to do."""

from __future__ import annotations

import importlib
import logging
import shlex
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from runlaws.case import Case
from runlaws.corpus import CorpusError, Recipe, StorePlace, as_place, load_corpus, write_corpus, write_numbered
from runlaws.corpus._store import Store
from runlaws_strategies import make_case
from tests.corpus.servers import free_port, needs_module, s3_server
from tests.processes import runlaws

COMMAND = "runlaws corpus OUT --count 40 --seed 7"


@pytest.fixture
def memory() -> Iterator[Any]:
    """The store in memory of fsspec, empty."""
    needs_module("fsspec")
    system = importlib.import_module("fsspec").filesystem("memory")
    system.store.clear()
    system.pseudo_dirs[:] = [""]
    yield system
    system.store.clear()


@pytest.fixture
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"ACCESS_KEY_ID": "x", "SECRET_ACCESS_KEY": "x", "DEFAULT_REGION": "us-east-1"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)


class Ended(Exception):
    """The writing ends here."""


def test_a_half_made_corpus_prints_the_command_that_completes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runlaws.corpus._shards.PART", 10)
    counted: list[int] = []

    def end(number: int) -> None:
        counted.append(number)
        if sum(counted) > 20:
            raise Ended

    out = tmp_path / "with a space"
    with pytest.raises(Ended):
        write_numbered(out, Recipe(7), 40, command=COMMAND, on_cases=end)
    completing = f"runlaws corpus {shlex.quote(str(out))} --count 40 --seed 7"
    with pytest.raises(CorpusError) as caught:
        list(load_corpus(out))
    assert str(caught.value) == f"{out} is half-made: this goes on where it stopped: {completing}"


def test_a_half_made_corpus_whose_settings_are_damaged_says_what_it_can(tmp_path: Path) -> None:
    (tmp_path / "out" / ".unfinished").mkdir(parents=True)
    (tmp_path / "out" / ".unfinished" / "settings.json").write_text("{", encoding="utf-8")
    with pytest.raises(CorpusError, match="is half-made: the command that began it goes on where it stopped"):
        list(load_corpus(tmp_path / "out"))


@pytest.mark.usefixtures("memory")
def test_a_store_that_ends_with_the_command_is_refused(tmp_path: Path) -> None:
    done = runlaws("corpus", "memory://deep/out", "--count", "3", cwd=tmp_path)
    assert done.complaint == (
        "expected a folder, or the URL of a store that lasts, got memory://deep/out: it would be lost when the command "
        "ends"
    )


@pytest.mark.parametrize("url", ["s3://bucket//out", "s3:///out", "s3://bucket/a//b"])
def test_a_url_with_an_empty_part_is_refused_as_it_was_typed(url: str) -> None:
    """Such a part would be left out silently, and the corpus stand elsewhere."""
    with pytest.raises(CorpusError, match=f"expected a URL of which no part is empty, got {url}"):
        as_place(url)


def test_an_end_of_a_url_that_is_a_stroke_does_not_matter(memory: Any) -> None:
    place = as_place("memory://deep/out/")
    assert isinstance(place, StorePlace)
    assert str(place) == "memory://deep/out"
    assert memory.find("/") == []


@pytest.mark.usefixtures("_key")
def test_where_nothing_listens_is_named_as_it_was_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs_module("s3fs")
    endpoint = f"http://127.0.0.1:{free_port()}"
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    for args in (("lint", "s3://bucket/out"), ("s3://bucket/out", "--count", "3")):
        complaint = runlaws("corpus", *args, cwd=tmp_path).complaint
        assert complaint.startswith("s3://bucket/out: the store cannot be used: EndpointConnectionError: ")
        assert endpoint in complaint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("more", "tries"), [({}, 2), ({"AWS_MAX_ATTEMPTS": "7"}, None)])
@pytest.mark.usefixtures("_key")
def test_the_library_tries_a_call_twice_unless_the_user_says_otherwise(
    more: dict[str, str], tries: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs_module("s3fs")
    for name, value in more.items():
        monkeypatch.setenv(name, value)
    store_module = importlib.import_module("runlaws.corpus._store")
    system = store_module._file_system("s3", f"bucket-{tries}", 0)
    assert system.config_kwargs.get("retries", {}).get("total_max_attempts") == tries


@pytest.mark.usefixtures("_key")
def test_a_bucket_that_is_not_there_is_named_and_no_file_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs_module("s3fs", "moto")
    with s3_server(tmp_path) as endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        written = runlaws("corpus", "s3://nowhere/out", "--count", "3", cwd=tmp_path)
        assert written.complaint == "s3://nowhere/out: there is no such bucket, or host, to write to"
        for args in (("lint", "s3://nowhere/out"), ("stats", "s3://nowhere/out")):
            assert runlaws("corpus", *args, cwd=tmp_path).complaint == "s3://nowhere/out: No such file or directory"


def test_a_store_that_fails_for_the_moment_is_said_to_be_asked_again(
    memory: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("runlaws.corpus._store._WAITS", (0, 0))
    answers = iter([ConnectionResetError("reset"), TimeoutError("late")])

    def exists(_: str) -> bool:
        for error in answers:
            raise error
        return True

    monkeypatch.setattr(type(memory), "exists", lambda _, path: exists(path))
    with caplog.at_level(logging.WARNING, "runlaws"):
        assert Store.of_url("memory://deep/out").ask("exists", "deep/out") is True
    assert caplog.messages == [
        "memory://deep/out: the store failed and is asked again: ConnectionResetError: reset",
        "memory://deep/out: the store failed and is asked again: TimeoutError: late",
    ]


def test_a_store_that_does_not_answer_is_said_to_be_waited_for(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer comes only when it has been said."""
    said = threading.Event()
    texts: list[str] = []

    def warn(text: str, *args: object) -> None:
        texts.append(text % args)
        said.set()

    monkeypatch.setattr("runlaws.corpus._store._SILENCE", 0.0)
    monkeypatch.setattr("runlaws.corpus._store._LOG.warning", warn)
    monkeypatch.setattr(type(memory), "exists", lambda *_: said.wait(60))
    assert Store.of_url("memory://deep/out").ask("exists", "deep/out") is True
    assert texts == ["memory://deep/out: the store has not answered yet"]


# -- a corpus by its URL


def cases() -> list[Case]:
    return [make_case(0, index, kinds=["valid"]) for index in range(4)]


@pytest.mark.slow
def test_fuzz_takes_the_url_of_a_corpus(tmp_path: Path) -> None:
    write_corpus(tmp_path / "cases", cases(), profile="v2")
    url = (tmp_path / "cases").as_uri()
    done = runlaws("fuzz", "reference", "--examples", "1", "--law", "round-trip", "--corpus", url, cwd=tmp_path)
    assert done.status == 0, done
    broken = runlaws(
        "fuzz", "reference", "--examples", "1", "--law", "round-trip", "--corpus", f"{url}/none", cwd=tmp_path
    )
    assert broken.complaint.startswith(f"{tmp_path}/cases/none: No such file or directory")


@pytest.mark.slow
@pytest.mark.usefixtures("_key")
def test_fuzz_takes_a_corpus_that_is_in_a_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs_module("s3fs", "moto")
    with s3_server(tmp_path) as endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        importlib.import_module("fsspec").filesystem("s3", skip_instance_cache=True).mkdir("bucket")
        assert runlaws("corpus", "s3://bucket/cases", "--count", "5", cwd=tmp_path).status == 0
        fuzz = ("fuzz", "reference", "--examples", "1", "--law", "round-trip", "--corpus")
        assert runlaws(*fuzz, "s3://bucket/cases", cwd=tmp_path).status == 0
        assert runlaws(*fuzz, "s3://bucket/none", cwd=tmp_path).complaint.startswith("s3://bucket/none: No such file")
