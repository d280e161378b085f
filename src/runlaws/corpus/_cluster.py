"""Parts of a corpus, made by the workers of a Dask cluster, which the user has started.

The workers send their parts back, and this process puts them in their places: so a worker needs neither the folder nor
the keys of the store, and only one process writes there.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import re
import socket
import tempfile
import time
import uuid
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from runlaws.corpus._errors import CorpusError, MissingExtra
from runlaws.corpus._layouts import LAYOUTS
from runlaws.corpus._manifest import own_version
from runlaws.corpus._unfinished import PartRecord, Unfinished

if TYPE_CHECKING:
    from runlaws.corpus._shards import Shard

__all__ = ["write_on_cluster"]

_ADDRESS: Final = re.compile(r"[a-z]+://[^/\s]+:\d{1,5}")
_GONE: Final = "{}: the scheduler is gone: the same command goes on where it stopped, here or with another one"
_SECONDS: Final = 5
"""How long a scheduler has to answer, and to name a worker."""
_PATIENCE: Final = 60
"""How many seconds a cluster that has lost all its workers is waited for."""


@frozen
class _Parcel:
    """What a worker sends back: the record of a part, its files by their names, and by what versions it was made."""

    record: PartRecord
    files: Mapping[str, bytes]
    versions: Mapping[str, str]


def _parcel_of(shard: Shard) -> _Parcel:
    """Make a part, in a worker."""
    with tempfile.TemporaryDirectory(prefix="runlaws-") as name:
        folder = Path(name)
        record = shard.write(folder)
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return _Parcel(record, files, {**own_version(), **LAYOUTS[shard.layout].versions()})


def write_on_cluster(shards: list[Shard], corpus: Unfinished, address: str, on_cases: Callable[[int], object]) -> None:
    """Have the workers of a cluster make parts, a few at a time, and put each in its place.

    A part whose worker is gone is made by another one. Raises what a worker raises, `CorpusError` if the scheduler or
    every worker is gone, or `MissingExtra`.
    """
    with _client(address) as (distributed, client):
        waiting = list(reversed(shards))
        running: dict[Any, Shard] = {}
        name, seen = uuid.uuid4().hex, time.monotonic()
        while waiting or running:
            threads = _threads(client, address)
            seen = time.monotonic() if threads else seen
            if time.monotonic() - seen > _PATIENCE:
                msg = (
                    f"{address}: the cluster has had no worker for {_PATIENCE} seconds: the same command goes on later"
                )
                raise CorpusError(msg)
            while waiting and len(running) < 2 * threads:
                shard = waiting.pop()
                running[client.submit(_parcel_of, shard, key=f"runlaws-{name}-{shard.number}", pure=False)] = shard
            if not running:
                time.sleep(1)
                continue
            with contextlib.suppress(TimeoutError):
                distributed.wait(list(running), timeout=1, return_when="FIRST_COMPLETED")
            for future in [future for future in running if future.done()]:
                shard = running.pop(future)
                _complete(shard.number, future.result(), corpus, address)
                future.release()
                on_cases(shard.end - shard.start)


def _threads(client: Any, address: str) -> int:
    try:
        counts: dict[str, int] = client.nthreads()
    except OSError as error:
        raise CorpusError(_GONE.format(address)) from error
    return sum(counts.values())


def _complete(number: int, parcel: _Parcel, corpus: Unfinished, address: str) -> None:
    if dict(parcel.versions) != dict(corpus.draft.versions):
        theirs = ", ".join(f"{name} {version}" for name, version in sorted(parcel.versions.items()))
        msg = f"{address}: a worker has {theirs}, which may give other bytes than the versions here"
        raise CorpusError(msg)
    staged = corpus.staged(number)
    for name, content in parcel.files.items():
        path = staged / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    corpus.complete(number, staged, parcel.record)


@contextlib.contextmanager
def _client(address: str) -> Generator[tuple[Any, Any]]:
    """Yield the library and a client of the cluster; what goes wrong with either is a `CorpusError`."""
    distributed = _library(address)
    _greeted(address)
    try:
        client = distributed.Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        msg = f"{address}: no Dask scheduler answers there within {_SECONDS} seconds: {_first_line(error)}"
        raise CorpusError(msg) from error
    with client, client.as_current():
        try:
            client.wait_for_workers(1, timeout=_SECONDS)
        except TimeoutError:
            msg = f"{address}: the cluster has no worker: `dask worker {address}` starts one"
            raise CorpusError(msg) from None
        try:
            yield distributed, client
        except (distributed.CancelledError, distributed.comm.CommClosedError) as error:
            raise CorpusError(_GONE.format(address)) from error
        except distributed.KilledWorker as error:
            msg = f"{address}: a part cannot be made: each worker that began it was killed: {_first_line(error)}"
            raise CorpusError(msg) from error
        except ImportError as error:
            msg = f"{address}: a worker cannot make a part: {error}: install the same runlaws for the workers"
            raise CorpusError(msg) from error


def _library(address: str) -> Any:
    if _ADDRESS.fullmatch(address) is None:
        msg = f"expected the address of a Dask scheduler as tcp://HOST:PORT, got {address!r}"
        raise CorpusError(msg)
    try:
        distributed = importlib.import_module("distributed")
    except ImportError:
        raise MissingExtra("--dask", "dask") from None
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # the one sentence says it
    return distributed


def _greeted(address: str) -> None:
    """Raise `CorpusError` unless a scheduler greets whoever connects, as it does unasked.

    The library itself waits for a greeting without end, and cannot be interrupted then.
    """
    scheme, _, where = address.partition("://")
    if scheme != "tcp":
        return
    host, _, port = where.rpartition(":")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), timeout=_SECONDS) as connection:
            greeting = connection.recv(1)
    except TimeoutError:
        greeting = b""
    except (OSError, OverflowError) as error:
        msg = f"{address}: no Dask scheduler answers there within {_SECONDS} seconds: {_first_line(error)}"
        raise CorpusError(msg) from error
    if not greeting:
        msg = f"{address}: what is there is no Dask scheduler: it says nothing within {_SECONDS} seconds"
        raise CorpusError(msg)


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:200]
