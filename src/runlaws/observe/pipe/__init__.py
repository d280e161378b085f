"""Asking a client over a pipe: `docs/protocol.md` says how the two sides talk."""

from runlaws.observe.pipe._client import (
    MEMORY,
    Interpreter,
    PipedClient,
    RefusedThere,
    WorkerError,
    connected,
    isolated,
    words_of,
)
from runlaws.observe.pipe._line import data_in, line_of
from runlaws.observe.pipe._observer import OverPipe
from runlaws.observe.pipe._offline import Answers, Offline, OfflineClient
from runlaws.observe.pipe._transfer import Classes, Request, sent_back
from runlaws.observe.pipe._whole import InWorker
from runlaws.observe.pipe._words import OBSERVE, VERSION

__all__ = [
    "MEMORY",
    "OBSERVE",
    "VERSION",
    "Answers",
    "Classes",
    "InWorker",
    "Interpreter",
    "Offline",
    "OfflineClient",
    "OverPipe",
    "PipedClient",
    "RefusedThere",
    "Request",
    "WorkerError",
    "connected",
    "data_in",
    "isolated",
    "line_of",
    "sent_back",
    "words_of",
]
