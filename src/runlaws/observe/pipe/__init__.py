"""Asking a client over a pipe: `docs/protocol.md` says how the two sides talk."""

from runlaws.observe.pipe._client import MEMORY, PipedClient, RefusedThere, WorkerError, connected
from runlaws.observe.pipe._observer import OverPipe

__all__ = ["MEMORY", "OverPipe", "PipedClient", "RefusedThere", "WorkerError", "connected"]
