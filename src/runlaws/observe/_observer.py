"""Observers: they ask a client questions. The protocol, and the observer of a client in this process."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

from runlaws.case import Case
from runlaws.client import (
    EVERYTHING,
    Client,
    ClientNotFound,
    Observation,
    Policy,
    Question,
    ShownClass,
    Snippet,
    Thrown,
)
from runlaws.observe._beacon import Beacon
from runlaws.observe._deadline import Watch
from runlaws.observe._door import DEADLINE, Door
from runlaws.observe._here import AskingHere, Encoder
from runlaws.observe._names import names_here
from runlaws.observe._noting import note
from runlaws.observe._played import played
from runlaws.observe._resolve import resolved
from runlaws.values import Path, shortened

__all__ = ["InProcess", "Observer"]


class Observer(Protocol):
    """Asks one client, wherever that runs. What the client does comes back as data; only our own mistakes raise."""

    @property
    def name(self) -> str:
        """What a report calls the client: its name and version, `openai 3.57.0`."""
        ...

    @property
    def client_name(self) -> str:
        """The client's name without a version, by which an entry of a known-failures file may be for one client."""
        ...

    @property
    def policy(self) -> Policy:
        """What the client is held to."""
        ...

    @property
    def encodes(self) -> bool:
        """Whether the client offers an `encode`, whatever its policy says."""
        ...

    @property
    def snippet(self) -> Snippet | None:
        """The client's SDK as lines of Python without runlaws, for reports, if the client has such lines."""
        ...

    def observe(self, case: Case, asks: Collection[Question] = EVERYTHING, also: Iterable[Path] = ()) -> Observation:
        """Return what the client does with a case. `also` are places to read that the document does not have."""
        ...

    def names(self, case: Case) -> Sequence[str]:
        """Return the names that the client's value of a case has, as far as it says; nothing of the client's raises."""
        ...

    def with_tracebacks(self) -> Observer:
        """Return an observer of the same client that also observes the whole traceback of each exception."""
        ...


class InProcess:
    """Asks a client that is a Python object in this process.

    `policy` replaces the client's own; each call may take `deadline` seconds. Raises `ClientNotFound` if asking the
    client for its name, version, policy or whether it encodes fails, and `PolicyError` if its policy names an exception
    class that does not exist. With a `beacon`, another process sees which call is being made. With `tracebacks`, the
    whole traceback of each exception is observed, too.
    """

    def __init__(
        self,
        client: Client,
        policy: Policy | None = None,
        *,
        deadline: float = DEADLINE,
        tracebacks: bool = False,
        beacon: Beacon | None = None,
    ) -> None:
        self.client = client
        self.deadline = deadline
        self.tracebacks = tracebacks
        self.refused: Mapping[str, Thrown] = {}
        self._beacon = beacon
        self._given_time: set[str] = set()
        self._sure_to_hang: set[str] = set()
        self._wholes: dict[int, tuple[type, ShownClass | None]] = {}
        door = Door.of(deadline)
        with door.open():
            self.client_name = _text(door, client, "name")
            version = _text(door, client, "version")
            self.name = f"{self.client_name} {version}".rstrip()
            self.policy = _policy(door, client, self.name) if policy is None else policy
            self.encodes = bool(_asked(door, client, "encodes"))
            self._errors = resolved(self.policy.errors, door, f"client {self.name!r}")
            self._encoders = _other_encoders(door, client, self.name)
            snippet, _ = door.ask("snippet", getattr, client, "snippet", None)
            self.snippet: Snippet | None = snippet if isinstance(snippet, Snippet) else None
            self._decode_reply, _ = door.ask("decode_reply", getattr, client, "decode_reply", None)

    def observe(self, case: Case, asks: Collection[Question] = EVERYTHING, also: Iterable[Path] = ()) -> Observation:
        """Play the script on one case, and return what the client did.

        A value is decoded for each kind of question, so that one question's effect on it is not reported for another.
        No exception of the client's is raised here, only what Ctrl-C and other signals raise. A call that hangs is
        ended at the deadline, and reported to hang only if it hung twice; the second time it may take longer, since a
        client may have much to set up when it is asked for the first time.
        """
        observation = self._played(case, asks, also, self.deadline)
        slow = _hanging(observation) - self._sure_to_hang - self.refused.keys()
        if slow:
            longer = min(_LONGER * self.deadline, self.deadline + _AT_MOST_LONGER)
            again = self._played(case, asks, also, self.deadline if slow <= self._given_time else longer)
            self._given_time |= slow
            self._sure_to_hang |= slow & _hanging(again)
            observation = observation if slow & _hanging(again) else again
        return observation

    def names(self, case: Case) -> Sequence[str]:
        """Return the names that the client's value of a case has."""
        asking = self.asking(case)
        with asking.open(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return names_here(asking)

    def with_tracebacks(self) -> InProcess:
        """Return an observer of the same client that also observes the whole traceback of each exception."""
        other = copy.copy(self)
        other.tracebacks = True
        return other

    def _played(self, case: Case, asks: Collection[Question], also: Iterable[Path], seconds: float) -> Observation:
        asking = self.asking(case, seconds)
        note(case)
        with asking.open(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a client's warnings are not ours to show, nor to turn into errors
            return played(asking, self.name, tuple(also), frozenset(asks))

    def asking(self, case: Case, seconds: float | None = None) -> AskingHere:
        """Return the door to the client with the questions about one case; it is to be opened with `open`."""
        return AskingHere(
            watch=Watch(self.deadline if seconds is None else seconds),
            errors=self._errors,
            tracebacks=self.tracebacks,
            refused=self.refused,
            beacon=self._beacon,
            client=self.client,
            policy=self.policy,
            encodes=self.encodes and self.policy.encodes is not False,
            decode_reply=self._decode_reply,
            case=case,
            other_encoders=self._encoders,
            wholes=self._wholes,
        )


_LONGER: Final = 10
_AT_MOST_LONGER: Final = 10.0
"""How many times longer, but at most by how many seconds, a call may take when a call of its name has hung once."""


def _hanging(observation: Observation) -> set[str]:
    """Return the names of the calls that hung."""
    return {call for call, thrown in observation.cut_short.items() if thrown.ended == "hang"}


def _asked(door: Door, client: Client, attribute: str) -> Any:
    """Return an attribute in which a client describes itself."""
    return _answered(door, f"client of class {type(client).__name__}", attribute, getattr, client, attribute)


def _text(door: Door, client: Client, attribute: str) -> str:
    text: str = _answered(door, f"client of class {type(client).__name__}", attribute, _as_text, client, attribute)
    return text


def _as_text(client: Client, attribute: str) -> str:
    return str.__str__(str(getattr(client, attribute)))


def _policy(door: Door, client: Client, name: str) -> Policy:
    policy = _asked(door, client, "policy")
    if not isinstance(policy, Policy):
        msg = f"client {name!r}: expected its policy to be a runlaws.Policy, is a {type(policy).__name__}"
        raise ClientNotFound(msg)
    return policy


def _other_encoders(door: Door, client: Client, name: str) -> Mapping[str, Encoder]:
    """Return all of a client's encoders but the first, which is its `encode`."""
    encoders, answer = door.ask("encoders", _encoders, client)
    if answer.thrown is not None:
        msg = f"client {name!r}: expected its encoders to be functions by their names, but {answer.thrown.message}"
        raise ClientNotFound(msg) from None
    return {each: Encoder(call) for each, call in encoders[1:]}


def _encoders(client: Client) -> list[tuple[str, Any]]:
    encoders = getattr(client, "encoders", None)
    if encoders is None:
        return []
    if not isinstance(encoders, Mapping):
        msg = f"they are a {type(encoders).__name__}"
        raise TypeError(msg)
    named = [(str(name), encoders[name]) for name in encoders]
    for name, call in named:
        if not callable(call):
            msg = f"{name!r} is a {type(call).__name__}"
            raise TypeError(msg)
    return named


def _answered(door: Door, of: str, attribute: str, question: Any, *args: Any) -> Any:
    value, answer = door.ask(attribute, question, *args)
    if answer.thrown is not None:
        how = "hangs" if answer.thrown.ended == "hang" else "raises"
        msg = f"{of}: expected it to say its {attribute}, but asking {how}: {shortened(str(answer.thrown), 200)}"
        raise ClientNotFound(msg) from None
    return value
