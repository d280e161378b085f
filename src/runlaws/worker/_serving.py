"""Answering the host: a case is observed in this process, and the observation sent back."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any, Final

from attrs import asdict, define, field

from runlaws.adapters import ClientNotFound, find_client
from runlaws.client import Client, Policy, PolicyError
from runlaws.objects import ProfileError, UnknownProfile
from runlaws.observe import DEADLINE, Beacon, InProcess, surroundings_of_the_client
from runlaws.observe.pipe import OBSERVE, VERSION, Classes, Request, sent_back
from runlaws.worker._lines import Lines

__all__ = ["Server"]

_FORGOTTEN: Final = 3
"""The exit status of a process that is to be followed by one which knows of nothing that it was asked."""


@define
class Server:
    """Answers the questions of a host about one client."""

    client: Client
    lines: Lines
    beacon: Beacon
    _classes: Classes = field(init=False, factory=Classes)
    _observers: dict[str, InProcess] = field(init=False, factory=dict)
    """By the policy and the deadline."""

    @classmethod
    def saying_hello(cls, spec: str, lines: Lines, message: Mapping[str, Any], beacon: Beacon) -> Server | None:
        """Find the client and say what it is; None if there is none, which the host is told."""
        try:
            client = find_client(spec, profile=message["hello"]["profile"])
            observer = InProcess(client, deadline=DEADLINE)
        except (ClientNotFound, PolicyError, ProfileError, UnknownProfile) as error:
            lines.reply(message, problem=str(error.args[0] if error.args else error), kind=type(error).__name__)
            return None
        version = observer.name.removeprefix(observer.client_name).strip()
        offers = [OBSERVE, "names", *(["encode"] if observer.encodes else [])]
        policy = observer.policy.as_json()
        hello = {"protocol": VERSION, "name": observer.client_name, "version": version, "language": "Python"}
        snippet = {} if observer.snippet is None else {"snippet": asdict(observer.snippet)}
        lines.reply(message, hello={**hello, "offers": offers, "policy": policy, **snippet})
        return cls(client, lines, beacon)

    def serve(self) -> None:
        """Answer message by message, to the end of the input."""
        with surroundings_of_the_client():
            while (message := self.lines.message()) is not None:
                self.beacon.message = message["id"]
                self.lines.reply(message, **self._answer(message))

    def _answer(self, message: Mapping[str, Any]) -> dict[str, Any]:
        if "forget" in message:
            os._exit(_FORGOTTEN)  # a new process is forked, and the host is told so
        if "observe" not in message:
            return {"answers": []}
        request = Request.from_json(message["observe"])
        observer = self._observer(request)
        if request.wants_names:
            return {"names": list(observer.names(request.case))}
        observer.refused = request.refused
        observation = observer.observe(request.case, request.asks, request.also)
        return {"observation": sent_back(observation, request, self._classes)}

    def _observer(self, request: Request) -> InProcess:
        key = json.dumps([request.policy, request.seconds, request.tracebacks], sort_keys=True)
        if key not in self._observers:
            policy = None if request.policy is None else Policy.from_json(request.policy)
            self._observers[key] = InProcess(
                self.client, policy, deadline=request.seconds, tracebacks=request.tracebacks, beacon=self.beacon
            )
        return self._observers[key]
