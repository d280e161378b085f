"""The observer for a client: how it is asked depends on where it runs."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from runlaws.case import Case
from runlaws.client import EVERYTHING, Client, Observation, Policy, Question
from runlaws.observe._door import DEADLINE
from runlaws.observe._observer import InProcess, Observer
from runlaws.observe.pipe import InWorker, Offline, OfflineClient, OverPipe, PipedClient
from runlaws.values import Path

__all__ = ["begun_anew", "observe", "observer_of"]


def observer_of(
    client: Client, policy: Policy | None = None, *, deadline: float = DEADLINE, tracebacks: bool = False
) -> Observer:
    """Return who asks a client: `InProcess` for one of this process, another one for one behind a pipe.

    `policy` replaces the client's own; each call may take `deadline` seconds. Raises what `InProcess` raises.
    """
    if isinstance(client, OfflineClient):
        return Offline(client, policy, deadline=deadline)
    if isinstance(client, PipedClient):
        if client.observes:
            return InWorker(client, policy, deadline=deadline, tracebacks=tracebacks)
        return OverPipe(client, policy, deadline=deadline, tracebacks=tracebacks)
    return InProcess(client, policy, deadline=deadline, tracebacks=tracebacks)


def begun_anew(observer: Observer) -> bool:
    """Have a new process ask an observer's client, which has been asked nothing yet; return whether that can be had.

    It can for a Python client with a process of its own, at once: for any other one it would take too long.
    """
    if isinstance(observer, InWorker):
        observer.client.begin_anew()
        return True
    return False


def observe(
    client: Client,
    case: Case,
    *,
    asks: Collection[Question] = EVERYTHING,
    also: Iterable[Path] = (),
    policy: Policy | None = None,
    deadline: float = DEADLINE,
) -> Observation:
    """Return what a client does with one case: see `observer_of`, whose result is for many cases."""
    return observer_of(client, policy, deadline=deadline).observe(case, asks, also)
