"""Asking a client over a pipe: `docs/protocol.md` says how the two sides talk."""

from runlaws.observe.pipe._client import MEMORY, PipedClient, RefusedThere, WorkerError, connected, isolated
from runlaws.observe.pipe._observer import OverPipe
from runlaws.observe.pipe._transfer import Classes, Request, sent_back
from runlaws.observe.pipe._whole import InWorker
from runlaws.observe.pipe._words import OBSERVE, VERSION

__all__ = [
    "MEMORY",
    "OBSERVE",
    "VERSION",
    "Classes",
    "InWorker",
    "OverPipe",
    "PipedClient",
    "RefusedThere",
    "Request",
    "WorkerError",
    "connected",
    "isolated",
    "sent_back",
]
