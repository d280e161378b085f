"""A worker asked a little of everything: what is wrong with it by the page of the protocol, and how fast it is."""

from __future__ import annotations

import functools
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import define, field, frozen

from runlaws.client import Policy, PolicyError
from runlaws.observe.pipe import MEMORY, VERSION, WorkerError, words_of
from runlaws.observe.pipe._asking import Offer, in_base64
from runlaws.observe.pipe._process import Process, WorkerEnded
from runlaws.observe.pipe._tape import Operation
from runlaws.observe.pipe._words import OBSERVE, OFFERS
from runlaws.observe.smoke._answers import complaint
from runlaws.observe.smoke._conversation import Conversation, ConversationOver
from runlaws.observe.smoke._mistakes import Mistake, Mistakes, as_sent
from runlaws.observe.smoke._script import Script, case, scripts
from runlaws.values import pointer

__all__ = ["Smoke", "smoke"]

_STARTING: Final = 60.0
"""Seconds that a worker may take to say hello: large packages are slow."""
_MOST_STARTS: Final = 5
"""How often a worker is started that ends, or whose replies can no longer be told apart."""
_ROWS: Final = {
    "protocol": "`protocol`",
    "name": "`name`, `version`",
    "version": "`name`, `version`",
    "copies": "`copies`, `prints`",
    "prints": "`copies`, `prints`",
}


@frozen
class Smoke:
    """What a worker says that it is, its mistakes, and how many messages it answers in a second."""

    says: str
    mistakes: Sequence[Mistake]
    notes: Sequence[str]
    """What may be the library's doing or the worker's."""
    messages: int
    operations: int
    """How many operations are in a message of the second rate."""
    empty_rate: float | None
    case_rate: float | None
    """Messages a second, empty ones and those of a case; None if they could not be measured."""


def smoke(
    command: str,
    documents: Sequence[bytes],
    *,
    profile: str,
    deadline: float,
    memory: int = MEMORY,
    starting: float = _STARTING,
    seconds: float = 1.0,
) -> Smoke:
    """Return what is wrong with a worker that is asked about some plain documents.

    It may hold so many bytes of `memory`, and take `starting` seconds to say hello; its rates are measured for that
    many `seconds` each. Raises `WorkerError` if the command cannot be started, or ends before it says hello.
    """
    inspection = _Inspection(words_of(command, f"worker {command!r}"), profile, deadline, memory, starting)
    try:
        return inspection.judged(documents, seconds)
    finally:
        inspection.end()


@define
class _Inspection:
    """A worker, which is started anew when it is lost."""

    command: Sequence[str]
    profile: str
    deadline: float
    memory: int
    starting: float
    mistakes: Mistakes = field(init=False, factory=Mistakes)
    said: dict[str, Any] = field(init=False, factory=dict)
    """What the first hello has."""
    talks: list[Conversation] = field(init=False, factory=list)
    is_lost: bool = field(init=False, default=False)

    def judged(self, documents: Sequence[bytes], seconds: float) -> Smoke:
        """Return what is found in all that there is to ask."""
        rates: list[float | None] = [None, None]
        offer = self._start(first=True)
        if offer is not None and OBSERVE in offer.operations:
            msg = f"worker {shlex.join(self.command)!r}: it links runlaws and is asked whole cases, not operations"
            raise WorkerError(msg)
        batch = case(offer, documents[0]) if offer is not None else ()
        if offer is not None:
            for script in scripts(offer, documents):
                self._do(functools.partial(_asked, script=script))
            self._do(Conversation.ask_the_unknown)
            self._do(Conversation.ask_ahead)
        messages = sum(talk.messages for talk in self.talks)
        if offer is not None:
            for number, operations in enumerate(([], batch)):
                self._do(functools.partial(_measured, operations=operations, seconds=seconds, into=(rates, number)))
            self._do(Conversation.finish)
        notes = list(self._notes(list(map(in_base64, documents))))
        return Smoke(_described(self.said), self.mistakes.seen, notes, messages, len(batch), *rates)

    def end(self) -> None:
        """End every process that was started."""
        for talk in self.talks:
            talk.process.end()

    def _do(self, part: Callable[[Conversation], object]) -> None:
        """Do a part of the whole, and start a new process if that loses this one; do nothing if it was so too often."""
        if self.is_lost:
            return
        try:
            part(self.talks[-1])
        except ConversationOver:
            self.talks[-1].process.end()
            self.is_lost = len(self.talks) == _MOST_STARTS or self._start() is None

    def _start(self, *, first: bool = False) -> Offer | None:
        """Start the worker, and return what it offers, or None if its hello does not say so."""
        talk = Conversation(_started(self.command, self.memory), self.starting, self.mistakes)
        self.talks.append(talk)
        message = {"hello": {"protocol": VERSION, "profile": self.profile}}
        try:
            hello = talk.reply(talk.send(message), message)
        except ConversationOver as stopped:
            if first and isinstance(stopped.__cause__, WorkerEnded) and stopped.__cause__.how == "exit":
                msg = f"worker {shlex.join(self.command)!r}: expected it to say hello, but it {stopped}"
                raise WorkerError(msg) from None
            return None
        talk.deadline = self.deadline
        if first:
            self.said = hello
        return self._offer(message, hello)

    def _offer(self, sent: object, reply: Mapping[str, Any]) -> Offer | None:
        hello = reply.get("hello")
        if not isinstance(hello, dict) or len(reply) > 2:
            self.mistakes.add(sent, f"replied {as_sent(reply)}", '{"id": 0, "hello": {…}}', "Hello")
            return None
        for name, got, expected in _wrong_in(hello):
            says = f"replied with {got}" if got else f"replied {as_sent(hello)}"
            self.mistakes.add(sent, says, expected, f"Hello, row {_ROWS.get(name, f'`{name}`')}" if name else "Hello")
        offers = hello.get("offers")
        if hello.get("protocol") != VERSION or not isinstance(offers, list):
            return None
        ways = (_texts(hello.get(name)) for name in ("encoders", "copies", "prints"))
        return Offer(frozenset(each for each in OFFERS if each in offers), *ways)

    def _notes(self, plain: Sequence[str]) -> Iterator[str]:
        """Yield what may be the library's doing or the worker's; add the mistake of one that shows nothing at all."""
        judges = [talk.judge for talk in self.talks]
        raised = {judge.refusals[document] for judge in judges for document in plain if document in judge.refusals}
        if raised:
            yield f"decoding a plain run raised {'; '.join(sorted(raised))}, so what needs its value was not tried"
        if self.is_lost:
            yield f"not all was asked, since the worker was started {len(self.talks)} times and ended or lost each time"
        shown = {path for judge in judges for path in judge.shown}
        unshown = sorted({path for judge in judges for path in judge.unshown} - shown, key=str)
        if unshown and not shown:
            expected = "what the value shows: names are those of the wire, and the worker translates"
            asked = {"do": "fields", "value": 0, "at": [list(path) for path in unshown]}
            self.mistakes.add(asked, "showed nothing at any path", expected, 'Ask, "Names in a path"')
        elif unshown:
            where = ", ".join(pointer(path) for path in unshown)
            yield f"nothing is shown at {where}: either the library drops it, or the worker does not translate the name"


# -- what it is made of


def _started(command: Sequence[str], memory: int) -> Process:
    try:
        return Process(command, memory=memory)
    except (OSError, ValueError) as error:
        why = error.strerror or str(error) if isinstance(error, OSError) else str(error)
        msg = f"worker {shlex.join(command)!r}: {command[0]} cannot be started: {why}"
        raise WorkerError(msg) from None


def _asked(talk: Conversation, *, script: Script) -> None:
    for operations in script:
        talk.asked(operations)


def _measured(
    talk: Conversation, *, operations: Sequence[Operation], seconds: float, into: tuple[list[float | None], int]
) -> None:
    rates, number = into
    rates[number] = talk.rate(operations, seconds)


def _wrong_in(hello: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the member of a hello that is wrong, what it has, and what is expected."""
    missing = [name for name in ("protocol", "name", "offers") if name not in hello]
    for name in missing:
        yield name, "", f'"{name}" in the hello'
    if "protocol" in hello and hello["protocol"] != VERSION:
        yield "protocol", f'"protocol": {as_sent(hello["protocol"])}', f"{VERSION}, the version of this page"
        return
    says, where = complaint("hello", hello)
    if says and not missing:
        name = where.partition("/")[0]
        known = f"some of {', '.join(OFFERS[:-1])}" if name == "offers" else "a hello by the schema"
        yield name, f'"{name}": {as_sent(hello[name])}' if name else "", f"{known} ({says})"
    for offer, ways in (("copy", "copies"), ("print", "prints")):
        if offer in _texts(hello.get("offers")) and not hello.get(ways):
            yield ways, "", f'the names of its ways in "{ways}", since it offers `{offer}`'
    try:
        Policy.from_json(hello.get("policy", {}))
    except PolicyError as error:
        yield "policy", f'"policy": {as_sent(hello["policy"])}', f"settings of a policy ({error})"


def _described(said: Mapping[str, Any]) -> str:
    """Return what a worker says of itself, on a line."""
    hello = said.get("hello")
    if not isinstance(hello, dict):
        return "a worker that does not say what it is"
    name = " ".join(str(hello[each]) for each in ("name", "version") if hello.get(each)) or "a worker without a name"
    language = f" ({hello['language']})" if hello.get("language") else ""
    offers = ", ".join(_texts(hello.get("offers"))) or "nothing"
    return f"{name}{language}, which offers {offers}"


def _texts(data: object) -> tuple[str, ...]:
    return tuple(each for each in data if isinstance(each, str)) if isinstance(data, list) else ()
