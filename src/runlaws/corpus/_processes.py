"""Parts of a corpus, written or checked by several processes of this machine."""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from runlaws.corpus._checking import Checker
from runlaws.corpus._errors import CorpusError
from runlaws.corpus._manifest import Census
from runlaws.corpus._numbers import Numbers
from runlaws.corpus._reading import PartFile
from runlaws.corpus._unfinished import PartRecord, Unfinished
from runlaws.objects import find_profile

if TYPE_CHECKING:
    from runlaws.corpus._shards import Shard

__all__ = ["check_in_processes", "write_in_processes"]

_MADE: Final = 0
_STOP: Final = 1
_SECONDS: Final = 0.1
"""How often the number of cases is looked at."""


def write_in_processes(shards: list[Shard], corpus: Unfinished, jobs: int, on_cases: Callable[[int], object]) -> None:
    """Write parts, each in one of several processes; a few at a time are handed out.

    Raises what one of them raises, or `CorpusError` if one is killed.
    """
    context = multiprocessing.get_context("spawn")  # a fork would copy threads' locks
    shared = context.Array("q", 2)
    last = 0
    with ProcessPoolExecutor(jobs, context, _begin, (shared, shards[0].recipe.profile)) as pool:
        try:
            waiting, running = list(reversed(shards)), dict[Future[PartRecord | None], tuple[int, Path]]()
            while waiting or running:
                while waiting and len(running) < 2 * jobs:
                    shard = waiting.pop()
                    staged = corpus.staged(shard.number)
                    running[pool.submit(_write, shard, staged)] = shard.number, staged
                done, _ = wait(running, timeout=_SECONDS, return_when=FIRST_COMPLETED)
                last = _report(shared, last, on_cases)
                for future in done:
                    number, staged = running.pop(future)
                    if (record := future.result()) is not None:
                        corpus.complete(number, staged, record)
            _report(shared, last, on_cases)
        except BrokenProcessPool:
            msg = f"{corpus.folder}: a process that wrote a part was killed: the same command goes on where it stopped"
            raise CorpusError(msg) from None
        finally:
            shared[_STOP] = 1
            pool.shutdown(wait=True, cancel_futures=True)


def check_in_processes(
    sources: list[PartFile], jobs: int, on_cases: Callable[[int], object]
) -> Iterator[tuple[list[str], Census, Numbers]]:
    """Yield the problems of each part, and the counts and ids of its sound cases, in the order of the parts.

    Raises what one of the processes raises, or `CorpusError` if one is killed.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _follow) as pool:
        try:
            for problems, census, ids, cases in pool.map(_check, sources):
                on_cases(cases)
                yield problems, census, ids
        except BrokenProcessPool:
            msg = f"{sources[0].path.parent}: a process that checked a part was killed"
            raise CorpusError(msg) from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _check(source: PartFile) -> tuple[list[str], Census, Numbers, int]:
    checker, cases = Checker(), Counter[None]()
    problems = list(checker.problems(source, lambda more: cases.update({None: more})))
    return problems, checker.census, checker.ids, cases.total()


def _report(shared: Any, last: int, on_cases: Callable[[int], object]) -> int:
    made_so_far: int = shared[_MADE]
    if made_so_far > last:
        on_cases(made_so_far - last)
    return made_so_far


class _Stopped(Exception):
    """Another part failed, or the command was ended: this one is left as it is."""


_shared: Any = None


def _begin(shared: Any, profile: str) -> None:
    """Prepare a process: the main one hears signals for all, and none outlives it."""
    global _shared  # noqa: PLW0603 (what the processes of a pool share is handed to them once)
    _shared = shared
    _follow()
    with contextlib.redirect_stdout(io.StringIO()):  # the module of a user's own profile may print
        find_profile(profile)


def _follow() -> None:
    """Leave signals to the main process, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _write(shard: Shard, folder: Path) -> PartRecord | None:
    with contextlib.suppress(_Stopped):
        return shard.write(folder, _count)
    return None


def _count(cases: int) -> None:
    if _shared[_STOP]:
        raise _Stopped
    with _shared.get_lock():
        _shared[_MADE] += cases
