"""A job's own side: it does the parts that it is given, until there are no more."""

from __future__ import annotations

import os
import traceback
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import NoReturn

from attrs import define, evolve, field

from runlaws.case import Case
from runlaws.contract import Profile
from runlaws.observe.pipe import PipedClient
from runlaws.search._parts import Part
from runlaws.search._pickled import pickled, unpickled
from runlaws.search._searcher import Listener, Searcher, SearchSettings
from runlaws.trial import Layer
from runlaws.verdict import Failure

__all__ = ["serve"]

_OFTEN = 16
"""After how many cases a job says so."""


def serve(connection: Connection, settings: SearchSettings, on_worker: Callable[[int], object]) -> NoReturn:
    """Do parts until there are no more, and end this process, but nothing that its parent has started.

    If the client has a process of its own, it gets another one here; `on_worker` is called with its number.
    """
    status = 1
    try:
        os.setpgid(0, 0)  # Ctrl-C is the parent's to hear
        said = _Said(connection, settings.profile, os.getppid())
        try:
            _do_parts(said, settings, on_worker)
            status = 0
        except Exception as error:  # noqa: BLE001 (the parent raises it)
            said.say("raised", _as_it_travels(error, settings.profile))
    except (EOFError, OSError, KeyboardInterrupt):
        pass  # nobody is there to hear
    finally:
        os._exit(status)


def _do_parts(said: _Said, settings: SearchSettings, on_worker: Callable[[int], object]) -> None:
    client = settings.client
    if isinstance(client, PipedClient):
        client = client.another(on_worker)
        client.start()
    searcher = Searcher(evolve(settings, client=client), Listener(said.count, said.failed))
    while content := said.connection.recv_bytes():
        part: Part = unpickled(content, settings.profile)
        result = searcher.do(part)
        said.say_counts()
        said.say("done", result)
    if isinstance(client, PipedClient):
        client.end()


@define
class _Said:
    """What a job says to its parent."""

    connection: Connection
    profile: Profile
    parent: int
    _cases: Counter[Layer] = field(init=False, factory=Counter)

    def say(self, *words: object) -> None:
        """Say something at once."""
        self.connection.send_bytes(pickled(words, self.profile))

    def count(self, layer: Layer) -> None:
        """Count a case, and say so now and then; end this process where nobody is left to hear it."""
        self._cases[layer] += 1
        if self._cases[layer] >= _OFTEN:
            self.say_counts()
            if os.getppid() != self.parent:
                raise EOFError

    def say_counts(self) -> None:
        """Say how many cases were tried since that was said last."""
        for layer, number in self._cases.items():
            self.say("cases", layer, number)
        self._cases.clear()

    def failed(self, failure: Failure, case: Case) -> None:
        """Say that a chunk has shown something new, since the parent may be interrupted before the chunk is done."""
        self.say("failure", failure, case)


def _as_it_travels(error: Exception, profile: Profile) -> Exception:
    """Return an exception that can be pickled and read again: the same, or one with the whole traceback as its text."""
    try:
        unpickled(pickled(error, profile), profile)
    except Exception:  # noqa: BLE001 (a foreign class may raise anything)
        return RuntimeError("".join(traceback.format_exception(error)))
    return error
