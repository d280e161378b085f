"""The observer of a client whose worker links this kit, and observes a whole case at once."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import evolve

from runlaws.case import Case
from runlaws.client import EVERYTHING, Observation, Policy, Question, Snippet, Thrown
from runlaws.observe._door import DEADLINE
from runlaws.observe._noting import note
from runlaws.observe.pipe._client import PipedClient, WorkerError
from runlaws.observe.pipe._process import NotAReply, WorkerEnded
from runlaws.observe.pipe._transfer import Request, observation_of
from runlaws.values import Path, shortened

__all__ = ["InWorker"]

_PATIENCE: Final = 60.0
_TIMES: Final = 40
"""A message may take this many times as long as one call, and some seconds: the worker itself ends calls in time."""


class InWorker:
    """Asks a Python client that is kept in a process of its own.

    The same code asks it as in this process, so the same comes out, but for what ends a process.
    """

    def __init__(
        self, client: PipedClient, policy: Policy | None = None, *, deadline: float = DEADLINE, tracebacks: bool = False
    ) -> None:
        self.client = client
        self.client_name = client.name
        self.name = f"{client.name} {client.version}".rstrip()
        self.encodes = client.encodes
        self.snippet: Snippet | None = client.snippet
        self.policy = client.policy if policy is None else policy
        self._override = None if policy is None else policy.as_json()
        self._deadline = deadline
        self._tracebacks = tracebacks
        self._last_words: dict[tuple[str, str], tuple[str, ...]] = {}
        """The last lines of the error output, by the call that ended a process and how."""

    def with_tracebacks(self) -> InWorker:
        """Return an observer of the same client that also observes the whole traceback of each exception."""
        other = copy.copy(self)
        other._tracebacks = True
        return other

    def observe(self, case: Case, asks: Collection[Question] = EVERYTHING, also: Iterable[Path] = ()) -> Observation:
        """Return what the client does with a case; a call that ends its process is not made again for this case."""
        note(case)
        request = self._request(case, frozenset(asks), tuple(also))
        while True:
            reply = self._reply(request)
            if "died" not in reply:
                return self._observation(reply.get("observation"), request)
            request = evolve(request, refused=self._refused(request.refused, reply["died"]))

    def names(self, case: Case) -> Sequence[str]:
        """Return the names that the client's value of a case has."""
        reply = self._reply(evolve(self._request(case, frozenset(), ()), wants_names=True))
        names = reply.get("names", ())
        return tuple(name for name in names if isinstance(name, str))

    def _request(self, case: Case, asks: frozenset[Question], also: tuple[Path, ...]) -> Request:
        return Request(case, asks, also, self._deadline, {}, self._tracebacks, self._override)

    def _reply(self, request: Request) -> dict[str, Any]:
        try:
            return self.client.exchange({"observe": request.as_json()}, _TIMES * self._deadline + _PATIENCE)
        except WorkerEnded as stopped:
            return {"died": {"how": stopped.how, "says": stopped.says, "call": ""}}
        except NotAReply as error:
            msg = f"client {self.client.spec!r}: its process wrote {error}"
            raise WorkerError(msg) from None

    def _refused(self, refused: Mapping[str, Thrown], died: Mapping[str, Any]) -> Mapping[str, Thrown]:
        """Return the calls that are not to be made again, with the one that ended the process.

        What ends it in no call, or in one that is refused already, is put down to decoding; and if even a process that
        is not to decode ends, there is nobody to ask.
        """
        hangs, call, says = died.get("how") == "hang", str(died.get("call")), str(died.get("says"))
        call = call if call and call not in refused else "decode"
        if call in refused:
            msg = f"client {self.client.spec!r}: its process ends though it is asked nothing: {says}"
            raise WorkerError(msg)
        if (call, says) not in self._last_words:  # it takes a moment until the last of them is there
            self._last_words[call, says] = () if hangs else self.client.words()
        if hangs:
            return {**refused, call: Thrown("Hang", says, own=False, ended="hang")}
        further = self._last_words[call, says]
        return {**refused, call: Thrown("Exit", says, own=False, ended="exit", further=further)}

    def _observation(self, data: Any, request: Request) -> Observation:
        try:
            return observation_of(data, request, self.client.classes, self.name, self.policy)
        except (LookupError, TypeError, ValueError) as error:
            why = shortened(str(error), 200)
            msg = f"client {self.client.spec!r}: its process wrote an observation that is none: {why}"
            raise WorkerError(msg) from None
