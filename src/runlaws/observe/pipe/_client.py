"""A client behind a pipe: its command, and what its worker says of itself."""

from __future__ import annotations

import contextlib
import os
import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any, Final

from attrs import define, field, frozen

from runlaws.client import ClientNotFound, Policy, PolicyError, Snippet
from runlaws.observe._part import Part
from runlaws.observe.pipe._asking import Offer, in_base64
from runlaws.observe.pipe._process import NotAReply, Process, WorkerEnded
from runlaws.observe.pipe._replies import Replies, bytes_of
from runlaws.observe.pipe._transfer import Classes
from runlaws.observe.pipe._words import OBSERVE, OFFERS, VERSION
from runlaws.values import Path, shortened

__all__ = ["MEMORY", "Interpreter", "PipedClient", "RefusedThere", "WorkerError", "connected", "isolated", "words_of"]

MEMORY: Final = 4 << 30
"""Bytes of memory that a worker may hold."""
_MORE: Final = 1 << 30
"""Bytes of memory that a Python client's process may take beyond what it has when its client is made."""
_STARTING: Final = 60.0
"""Seconds that a worker may take to say hello: large packages are slow."""


class WorkerError(ClientNotFound):
    """A worker cannot be started, or does not speak the protocol; the message says what came and what was expected."""


class RefusedThere(ValueError):
    """What the client of a worker raised; the message has its class and text."""


@define(eq=False)
class PipedClient:
    """A client that a worker process asks. It is started by `connected`, and anew when it was ended.

    It offers what every client does, though each call is a message; an observer asks many questions in one.
    """

    spec: str
    command: Sequence[str]
    profile: str
    memory: int = MEMORY
    environment: Mapping[str, str] = field(factory=dict, repr=False)
    is_ours: bool = False
    """Whether its worker is that of this kit, which keeps a Python client."""
    on_process: Callable[[int], object] = field(default=id, repr=False)
    """Called with the number of each process that is started."""
    name: str = field(init=False, default="")
    version: str = field(init=False, default="")
    policy: Policy = field(init=False, factory=Policy)
    offer: Offer = field(init=False, default=Offer(()))
    snippet: Snippet | None = field(init=False, default=None, repr=False)
    last_words: tuple[str, ...] = field(init=False, default=())
    """The last lines of the error output of a process that was ended."""
    classes: Classes = field(init=False, factory=Classes, repr=False)
    """The classes that the present process has described."""
    _process: Process | None = field(init=False, default=None, repr=False)
    _messages: int = field(init=False, default=0, repr=False)

    @property
    def encodes(self) -> bool:
        """Whether the worker offers to encode."""
        return "encode" in self.offer.operations

    @property
    def observes(self) -> bool:
        """Whether the worker links this kit, and is asked whole cases."""
        return OBSERVE in self.offer.operations

    def exchange(self, message: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        """Send a message, to a new process if there is none, and return the reply.

        Raises `WorkerEnded` and `NotAReply`, after either of which the process is ended; and `WorkerError` if the
        worker cannot be started, or says that it does not understand the message.
        """
        process = self._process or self._start()
        self._messages += 1
        try:
            reply = process.exchange({"id": self._messages, **message}, seconds)
        except (WorkerEnded, NotAReply):
            self.last_words = process.last_lines()
            self.end()
            raise
        if "died" in reply:
            self.classes = Classes()  # its process was forked anew, and knows of none
        if "problem" in reply:
            msg = f"client {self.spec!r}: the worker says {shortened(str(reply['problem']), 300)}"
            raise WorkerError(msg)
        return reply

    def start(self) -> None:
        """Start the worker, and have it answer an empty list of operations; raises `WorkerError` if it does not."""
        try:
            self.exchange({"ask": []}, _STARTING)
        except (WorkerEnded, NotAReply) as error:
            wrote = f"wrote {error}" if isinstance(error, NotAReply) else str(error)
            msg = f"client {self.spec!r}: expected the worker to answer, but it {_verb(wrote)}"
            raise WorkerError(msg) from None

    def another(self, on_process: Callable[[int], object]) -> PipedClient:
        """Return the same client with a process of its own, which is not started yet."""
        return PipedClient(
            self.spec, self.command, self.profile, self.memory, self.environment, self.is_ours, on_process
        )

    def begin_anew(self) -> None:
        """Have the worker, which is of this kit, go on in a new process that has been asked nothing yet."""
        if self._process is not None:
            with contextlib.suppress(WorkerEnded, NotAReply):  # then a new worker is started
                self.exchange({"forget": True}, _STARTING)

    def words(self) -> tuple[str, ...]:
        """Return the last lines of the error output, of the process that is running or of the one that was ended."""
        return self.last_words if self._process is None else self._process.last_lines()

    def end(self, *, gently: bool = False) -> None:
        """End the process, with all that it has started; `gently`, it is given time to end when its input is closed."""
        if self._process is not None:
            self._process.end(gently=gently)
            self._process = None

    def _start(self) -> Process:
        try:
            process = Process(self.command, self.environment, memory=self.memory)
        except (OSError, ValueError) as error:
            why = error.strerror or str(error) if isinstance(error, OSError) else str(error)
            msg = f"client {self.spec!r}: {self.command[0]} cannot be started: {why}"
            raise WorkerError(msg) from None
        try:
            reply = process.exchange({"id": 0, "hello": {"protocol": VERSION, "profile": self.profile}}, _STARTING)
            if reply.get("kind"):  # it links this kit, and has found no client
                process.end()
                raise WorkerError(str(reply.get("problem")))
            self._process = process
            self.on_process(process.pid)
            self.learn(reply)
        except (WorkerEnded, NotAReply) as error:
            lines, self._process = process.last_lines(), None
            process.end()
            raise WorkerError(self._not_started(error, lines)) from None
        return process

    def _not_started(self, error: WorkerEnded | NotAReply, lines: Sequence[str]) -> str:
        if self.is_ours:
            last = f", and it last wrote {lines[-1]!r}" if lines else ""
            return f"client {self.spec!r}: looking for it ended the process ({error}){last}"
        wrote = f"wrote {error}" if isinstance(error, NotAReply) else str(error)
        last = "\n  ".join(["; the last lines of its error output:", *lines] if lines else [""])
        return f"client {self.spec!r}: expected the worker to say hello, but it {_verb(wrote)}{last}"

    def learn(self, reply: Mapping[str, Any]) -> None:
        """Take over what a worker says of itself in its reply to the hello.

        Raises `NotAReply` if that is none, and `WorkerError` if it cannot be asked.
        """
        hello = _hello_in(reply)
        self.classes = Classes()
        if hello["protocol"] != VERSION:
            self.end()
            msg = f"client {self.spec!r}: the worker speaks protocol {hello['protocol']}, expected {VERSION}"
            raise WorkerError(msg)
        self.name, self.version = hello["name"], str(hello.get("version", ""))
        ways = (tuple(map(str, hello.get(name, ()))) for name in ("encoders", "copies", "prints"))
        self.offer = Offer(frozenset(hello["offers"]), *ways)
        self.snippet = Snippet(**hello["snippet"]) if self.observes and "snippet" in hello else None
        try:
            self.policy = Policy.from_json(hello.get("policy", {}))
        except PolicyError as error:
            self.end()
            msg = f"client {self.spec!r}: its hello has a policy that is none: {error}"
            raise WorkerError(msg) from None

    # -- what every client has; a value of this one is the bytes of its document, which the worker decodes anew

    def decode(self, document: bytes) -> bytes:
        """Return the document, if the worker accepts it; raises `RefusedThere` with what it says otherwise."""
        self._asked({"do": "decode", "as": 0, "document": in_base64(document)})
        return document

    def encode(self, value: bytes) -> bytes:
        """Return what the worker writes of a document that it has read."""
        decode = {"do": "decode", "as": 0, "document": in_base64(value)}
        return bytes_of(self._asked(decode, {"do": "encode", "as": 1, "value": 0}))

    def read(self, value: bytes, path: Path) -> Any:
        """Return what the worker shows of a document at a path: JSON data, or a part with the name of its class."""
        decode = {"do": "decode", "as": 0, "document": in_base64(value)}
        answer = self._asked(decode, {"do": "fields", "value": 0, "at": [list(path)]})
        part = Replies(self.policy.errors).parts(answer, 1)[0]
        return part.plain if isinstance(part, Part) and part.kind is None else part

    def _asked(self, *operations: Mapping[str, Any]) -> Mapping[str, Any]:
        """Have the worker do some operations, and return the last answer; one of ours is asked whole cases alone."""
        if self.observes:
            msg = f"client {self.spec!r}: what it makes of a document stays in its process: ask runlaws.observe.observe"
            raise RefusedThere(msg)
        answers: list[dict[str, Any]] = self.exchange({"ask": [{"do": "drop"}, *operations]}, _STARTING)["answers"]
        for answer in answers:
            thrown = Replies(self.policy.errors).thrown(answer)
            if thrown is not None:
                raise RefusedThere(str(thrown))
        return answers[-1]


def connected(command: str, *, spec: str, profile: str, memory: int | None = None) -> PipedClient:
    """Return the client whose worker a command line starts, after it has said hello; raises `WorkerError`.

    `memory` is how many bytes the worker may hold, `MEMORY` if it is None.
    """
    words = words_of(command, f"client {spec!r}")
    client = PipedClient(spec, words, profile, memory or MEMORY)
    client.start()
    return client


def words_of(command: str, subject: str) -> Sequence[str]:
    """Return the words of a command line; raises `WorkerError`, whose message begins with the subject."""
    try:
        words = shlex.split(command)
    except ValueError as error:
        msg = f"{subject}: expected a command line, as a shell reads it: {error}"
        raise WorkerError(msg) from None
    if not words:
        msg = f"{subject}: expected a command, such as 'node worker.mjs'"
        raise WorkerError(msg)
    return words


@frozen
class Interpreter:
    """A Python, and the folders in which it is to look for modules before its own."""

    executable: str
    path: Sequence[str]


def isolated(
    spec: str, *, profile: str, memory: int | None = None, python: Interpreter | None = None, known_there_as: str = ""
) -> PipedClient:
    """Return the Python client that a text names, made and asked in a process of its own.

    That is a process of this Python with its path, or of another one, where the client may have another text. `memory`
    is how many bytes it may take beyond what it has when its client is made, by default one GB.
    Raises `WorkerError` if there is no such client, or making it ends the process.
    """
    python = python or Interpreter(sys.executable, sys.path)
    command = [python.executable, "-P", "-m", "runlaws.worker", known_there_as or spec, str(memory or _MORE)]
    path = os.pathsep.join(folder or str(FilePath.cwd()) for folder in python.path)
    client = PipedClient(spec, command, profile, sys.maxsize, {"PYTHONPATH": path}, is_ours=True)
    client.start()
    return client


def _verb(says: str) -> str:
    return f"was {says}" if says.startswith("killed") else f"gave {says}" if says.startswith("no answer") else says


def _hello_in(reply: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the hello in a reply; raises `NotAReply` where it lacks something, or has something else there."""
    hello = reply.get("hello")
    if "problem" in reply:
        msg = f"a problem: {shortened(str(reply['problem']), 300)}"
        raise NotAReply(msg)
    if not isinstance(hello, dict):
        msg = f'{shortened(str(reply), 100)}, which is no {{"id": 0, "hello": {{…}}}}'
        raise NotAReply(msg)
    version, offers = hello.get("protocol"), hello.get("offers")
    if isinstance(version, bool) or not isinstance(version, int):
        msg = 'a hello without "protocol", the number of the version'
        raise NotAReply(msg)
    if not isinstance(hello.get("name"), str) or not hello["name"]:
        msg = 'a hello without "name"'
        raise NotAReply(msg)
    if version == VERSION and (not isinstance(offers, list) or any(offer not in OFFERS for offer in offers)):
        msg = f'a hello whose "offers" are {shortened(str(offers), 100)}, expected some of {", ".join(OFFERS)}'
        raise NotAReply(msg)
    return hello
