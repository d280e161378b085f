"""Corpora that are made elsewhere, by a Dask cluster, or that are kept elsewhere, in a store that fsspec knows."""

from __future__ import annotations

import errno
import importlib
import json
import socket
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from runlaws.corpus import (
    LAYOUTS,
    MANIFEST,
    Comparison,
    CorpusError,
    Lint,
    MissingExtra,
    Recipe,
    as_place,
    load_corpus,
    stats_of,
    write_corpus,
    write_numbered,
)
from tests.corpus.examples import ODD_ONES, RECORDED, needs
from tests.corpus.servers import free_port, needs_module, s3_server, scheduler, worker
from tests.processes import runlaws

COMMAND = "runlaws corpus OUT --count 200"


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runlaws.corpus._shards.PART", 20)


@pytest.fixture
def whole(tmp_path: Path) -> dict[str, bytes]:
    """What the corpus holds that one process of this machine has written."""
    return content_of(write(tmp_path / "whole"))


def write(out: Path | str, count: int = 200, **settings: Any) -> Path | str:
    write_numbered(as_place(out), Recipe(7), count, command=COMMAND, **settings)
    return out


def content_of(out: Path | str) -> dict[str, bytes]:
    folder = as_place(out)
    return {str(path).removeprefix(f"{folder}/"): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# -- a cluster


def test_a_cluster_makes_the_same_bytes_also_when_a_worker_is_killed(tmp_path: Path, whole: dict[str, bytes]) -> None:
    needs_module("distributed")
    with scheduler(tmp_path) as address, worker(address, tmp_path) as first, worker(address, tmp_path):
        counted = Counter[str]()

        def on_cases(number: int) -> None:
            counted["cases"] += number
            first.kill()  # when the first part is there

        write(tmp_path / "out", cluster=address, on_cases=on_cases)
        assert first.wait() != 0
        assert content_of(tmp_path / "out") == whole
        assert counted["cases"] == 200
        done = runlaws("corpus", "cli", "--count", "100", "--seed", "3", "--dask", address, cwd=tmp_path)
    assert done.status == 0, done.err
    assert runlaws("corpus", "here", "--count", "100", "--seed", "3", "--jobs", "1", cwd=tmp_path).status == 0
    assert content_of(tmp_path / "cli") == content_of(tmp_path / "here")


def test_a_scheduler_that_is_not_there_and_one_without_workers_are_one_sentence(tmp_path: Path) -> None:
    needs_module("distributed")
    address = f"tcp://127.0.0.1:{free_port()}"
    done = runlaws("corpus", "out", "--dask", address, cwd=tmp_path)
    assert done.complaint.startswith(f"{address}: no Dask scheduler answers there within 5 seconds: ")
    with scheduler(tmp_path) as address:
        done = runlaws("corpus", "out", "--dask", address, cwd=tmp_path)
    assert done.complaint == f"{address}: the cluster has no worker: `dask worker {address}` starts one"
    assert not (tmp_path / "out").exists()


def test_what_answers_and_is_no_scheduler_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library itself would wait for its greeting without end."""
    needs_module("distributed")
    monkeypatch.setattr("runlaws.corpus._cluster._SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(CorpusError, match=f"{address}: what is there is no Dask scheduler: it says nothing"):
            write(tmp_path / "out", cluster=address)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("address", ["localhost", "tcp://127.0.0.1:port", "127.0.0.1:8786"])
def test_an_address_that_is_none_is_one_sentence(address: str, tmp_path: Path) -> None:
    with pytest.raises(
        CorpusError, match=f"expected the address of a Dask scheduler as tcp://HOST:PORT, got '{address}"
    ):
        write(tmp_path / "out", cluster=address)
    assert list(tmp_path.iterdir()) == []


def test_a_cluster_needs_an_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra, match=r"--dask needs the extra dask: pip install 'runlaws\[dask\]'"):
        write(tmp_path / "out", cluster="tcp://127.0.0.1:1")
    assert list(tmp_path.iterdir()) == []


# -- stores


@pytest.fixture
def store() -> Iterator[str]:
    """The URL of an empty folder in fsspec's store in memory."""
    needs_module("fsspec")
    memory = importlib.import_module("fsspec").filesystem("memory")
    memory.store.clear()
    memory.pseudo_dirs[:] = [""]
    yield "memory://deep/out"
    memory.store.clear()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_store_holds_the_same_bytes_as_a_folder(jobs: int, store: str, whole: dict[str, bytes]) -> None:
    assert content_of(write(store, jobs=jobs)) == whole


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_corpus_in_a_store_is_read_checked_compared_and_counted_in_every_format(
    layout: str, store: str, tmp_path: Path
) -> None:
    needs(layout)
    cases = [*RECORDED, *ODD_ONES]
    write_corpus(as_place(store), cases, profile="v2", layout=layout)
    write_corpus(tmp_path / "here", cases, profile="v2", layout=layout)
    assert list(load_corpus(store)) == list(load_corpus(f"{store}/{MANIFEST}")) == cases
    assert list(Lint(as_place(store))) == []
    assert list(Comparison(as_place(store), tmp_path / "here")) == []
    assert stats_of(as_place(store)).as_json() == stats_of(tmp_path / "here").as_json()
    with pytest.raises(FileExistsError, match="memory://deep/out is there already"):
        write_corpus(as_place(store), cases, profile="v2")


def test_a_file_url_is_a_path(tmp_path: Path) -> None:
    assert as_place(f"file://{tmp_path}/out") == tmp_path / "out"


def test_a_half_made_corpus_in_a_store_goes_on_and_another_one_is_refused(store: str, whole: dict[str, bytes]) -> None:
    class Ended(BaseException):
        pass

    def end(number: int) -> None:
        counted.append(number)
        if sum(counted) > 50:
            raise Ended

    counted: list[int] = []
    with pytest.raises(Ended):
        write(store, on_cases=end)
    parts = {name: content for name, content in content_of(store).items() if name.endswith(".jsonl")}
    assert len(parts) == 2
    assert parts.items() <= whole.items()
    with pytest.raises(CorpusError, match="memory://deep/out is half-made"):
        load_corpus(store)
    with pytest.raises(CorpusError, match="memory://deep/out holds a half-made corpus of other settings"):
        write_numbered(as_place(store), Recipe(8), 200, command="another")
    counted.clear()
    write(store, on_cases=counted.append)
    assert counted[0] == 40
    assert content_of(store) == whole
    with pytest.raises(CorpusError, match="memory://deep/out holds another corpus"):
        write_numbered(as_place(store), Recipe(8), 200, command="another")


def test_an_edited_part_in_a_store_is_named_by_its_url_and_line(store: str) -> None:
    write(store)
    memory = importlib.import_module("fsspec").filesystem("memory")
    lines = memory.cat_file("/deep/out/cases-00003.jsonl").splitlines(keepends=True)
    data = json.loads(lines[4])
    lines[4] = json.dumps({**data, "made": data["made"], "standing": "fine"}).encode() + b"\n"
    memory.pipe_file("/deep/out/cases-00003.jsonl", b"".join(lines))
    with pytest.raises(
        CorpusError, match=r"memory://deep/out/cases-00003.jsonl:5: expected 'valid' or .* at /standing, got \"fine\""
    ):
        list(load_corpus(store))
    assert any(problem.startswith("memory://deep/out/cases-00003.jsonl:5: ") for problem in Lint(as_place(store)))


# -- stores that fail


def failing(scheme: str, error: OSError, times: Callable[[str], float]) -> str:
    """Register a store in which every kind of call, for every path, fails so many times before it works."""
    needs_module("fsspec")
    registry = importlib.import_module("fsspec")
    memory: Any = importlib.import_module("fsspec.implementations.memory").MemoryFileSystem

    def before(self: Any, method: str, path: str) -> None:
        self.calls[method, path] += 1
        if self.calls[method, path] <= times(method):
            if method == "put_file":
                self.pipe_file(path, b"half")  # what a broken connection leaves
            raise error

    class Failing(memory):  # type: ignore[misc]  # untyped: fsspec need not be installed
        protocol = scheme
        store: ClassVar[dict[str, Any]] = {}
        pseudo_dirs: ClassVar[list[str]] = [""]
        calls: ClassVar[Counter[tuple[str, str]]] = Counter()

        @classmethod
        def _strip_protocol(cls, path: str) -> str:
            return str(memory._strip_protocol(path.replace(f"{scheme}://", "memory://")))

        def put_file(self, lpath: str, rpath: str, **settings: Any) -> None:
            before(self, "put_file", rpath)
            super().put_file(lpath, rpath, **settings)

        def get_file(self, rpath: str, lpath: str, **settings: Any) -> None:
            before(self, "get_file", rpath)
            super().get_file(rpath, lpath, **settings)

        def mv(self, path1: str, path2: str, **settings: Any) -> None:
            before(self, "mv", path1)
            super().mv(path1, path2, **settings)

        def find(self, path: str, **settings: Any) -> Any:
            before(self, "find", path)
            return super().find(path, **settings)

    registry.register_implementation(scheme, Failing, clobber=True)
    return f"{scheme}://out"


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runlaws.corpus._store._WAITS", (0.0, 0.0, 0.0, 0.0))


@pytest.mark.usefixtures("_quick")
def test_a_store_that_fails_twice_at_everything_is_tried_again(whole: dict[str, bytes]) -> None:
    out = failing("twice", TimeoutError("the store is busy"), lambda _: 2)
    write(out)
    assert content_of(out) == whole
    assert len(list(load_corpus(out))) == 200


@pytest.mark.usefixtures("_quick")
def test_a_store_that_keeps_failing_is_one_sentence_and_nothing_is_half_written() -> None:
    out = failing("never", ConnectionResetError("reset"), lambda method: float("inf") if method == "put_file" else 0)
    says = r"^never://out/.unfinished/settings.json: the store failed 5 times, in the end with: ConnectionResetE"
    with pytest.raises(CorpusError, match=says):
        write(out)
    assert content_of(out) == {}


def test_a_full_store_is_not_tried_again_and_names_the_file() -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    out = failing("full", full, lambda method: float("inf") if method == "put_file" else 0)
    with pytest.raises(OSError, match="No space left on device") as caught:
        write(out)
    assert caught.value.filename == "full://out/.unfinished/settings.json"
    assert content_of(out) == {}


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nosuch://bucket/out", "expected a path, or a URL that fsspec understands, got nosuch://bucket: "),
        ("memory://nowhere", "memory://nowhere"),
    ],
)
def test_a_url_that_names_nothing_is_one_sentence(url: str, says: str, tmp_path: Path) -> None:
    needs_module("fsspec")
    for command in ("lint", "stats"):
        assert runlaws("corpus", command, url, cwd=tmp_path).complaint.startswith(says)


def test_a_store_needs_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(MissingExtra, match=r"a URL such as other://\w+ needs the extra fsspec: pip install"):
        as_place("other://bucket/out")
    with pytest.raises(MissingExtra, match=r"a URL such as s3://\S+ needs the extra s3fs: pip install"):
        as_place("s3://nobody-asked-before/out")
    needs_module("fsspec")
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(MissingExtra, match=r"a URL of s3:// needs the extra s3fs: pip install"):
        as_place("s3://only-this-test/out")


# -- S3


def test_a_bucket_of_s3_is_a_folder_as_any_other(
    tmp_path: Path, whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    needs_module("s3fs", "moto.server")
    with s3_server(tmp_path) as url:
        for name, value in {"ACCESS_KEY_ID": "x", "SECRET_ACCESS_KEY": "x", "DEFAULT_REGION": "us-east-1"}.items():
            monkeypatch.setenv(f"AWS_{name}", value)
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        importlib.import_module("fsspec").filesystem("s3").mkdir("bucket")
        assert content_of(write("s3://bucket/deep/out")) == whole
        count = ("--count", "30", "--format", "files")
        assert runlaws("corpus", "s3://bucket/files", *count, cwd=tmp_path).status == 0
        checked = runlaws("corpus", "lint", "s3://bucket/files", cwd=tmp_path)
        assert (checked.status, checked.out.partition(" cases")[0]) == (0, "s3://bucket/files: 30"), checked
        compared = runlaws("corpus", "diff", "s3://bucket/deep/out", tmp_path / "whole", cwd=tmp_path)
        assert (compared.status, compared.out.endswith("; no difference\n")) == (0, True), compared
        refused = runlaws("corpus", "s3://nowhere/out", "--count", "5", cwd=tmp_path)
        assert refused.complaint.startswith("s3://nowhere/out")
