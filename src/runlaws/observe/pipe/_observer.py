"""The observer of a client behind a pipe."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import evolve

from runlaws.case import Case
from runlaws.client import EVERYTHING, Observation, Policy, Question, Snippet, Thrown
from runlaws.observe._door import DEADLINE
from runlaws.observe._noting import note
from runlaws.observe._played import played
from runlaws.observe.pipe._asking import AskingThere, in_base64
from runlaws.observe.pipe._client import PipedClient, WorkerError
from runlaws.observe.pipe._process import NotAReply, WorkerEnded
from runlaws.observe.pipe._replies import Replies
from runlaws.observe.pipe._tape import OneByOne, Operation, Tape
from runlaws.values import Path

__all__ = ["DROP", "OverPipe"]

_MOST_ROUNDS: Final = 6
"""How many messages a case may take; one that needs more is asked operation by operation."""
_LONGER: Final = 10
_AT_MOST_LONGER: Final = 10.0
"""How many times longer, but at most by how many seconds, a call may take when a worker has been too slow once."""
_NEEDS: Final[Mapping[str, frozenset[Question]]] = {
    "equal": frozenset(
        {Question.COMPARE, Question.NEGATE, Question.STRANGERS, Question.TWIN, Question.THIRD, Question.HASH}
    ),
    "hash": frozenset({Question.HASH}),
    "copy": frozenset({Question.COPY}),
    "print": frozenset({Question.PRINT, Question.PRINT_BESIDE}),
    "change": frozenset({Question.SHARE}),
}
"""The questions that cannot be asked without an operation."""


class OverPipe:
    """Asks a client behind a pipe, by the operations that its worker offers.

    `policy` replaces the client's own; a message may take `deadline` seconds. A worker that dies, hangs or takes too
    much memory is started anew, and the call that did it is told like any other that would end a process.
    """

    def __init__(
        self, client: PipedClient, policy: Policy | None = None, *, deadline: float = DEADLINE, tracebacks: bool = False
    ) -> None:
        offers = client.offer.operations
        self.client = client
        self.client_name = client.name
        self.name = f"{client.name} {client.version}".rstrip()
        self.encodes = client.encodes
        self.snippet: Snippet | None = None
        held_to = client.policy if policy is None else policy
        self.policy = held_to if "hash" in offers else evolve(held_to, hashable=False)
        self._deadline = deadline
        self._tracebacks = tracebacks
        self._not_offered = frozenset().union(*(needs for name, needs in _NEEDS.items() if name not in offers))
        self._sure_to_hang: set[str] = set()
        self._refusals: dict[bytes, Thrown] = {}

    def with_tracebacks(self) -> OverPipe:
        """Return an observer of the same client that also observes the whole traceback of each exception."""
        other = copy.copy(self)
        other._tracebacks = True
        return other

    def observe(self, case: Case, asks: Collection[Question] = EVERYTHING, also: Iterable[Path] = ()) -> Observation:
        """Return what the client does with a case.

        All questions are put in one message where that is possible. If the worker does not answer it, they are asked
        one by one, so that the call is known which ends the worker; then once more without that call.
        """
        note(case)
        self._refusals.clear()
        wanted, where = frozenset(asks) - self._not_offered, tuple(also)
        refused: dict[str, Thrown] = {}
        observation = self._at_once(case, wanted, where, refused)
        while observation is None:
            observation = self._one_by_one(case, wanted, where, refused)
        return evolve(observation, not_offered=self._not_offered & frozenset(asks))

    def names(self, case: Case) -> Sequence[str]:
        """Return the names of the members that the client's value of a document has."""
        if "names" not in self.client.offer.operations:
            return ()
        operations = [{"do": "decode", "as": 0, "document": in_base64(case.document)}, {"do": "names", "value": 0}]
        try:
            answer = self._ask(operations, self._deadline)[1]
        except (WorkerEnded, NotAReply):
            return ()
        names = answer.get("names", ())
        return tuple(name for name in names if isinstance(name, str))

    def _at_once(
        self, case: Case, asks: frozenset[Question], also: tuple[Path, ...], refused: Mapping[str, Thrown]
    ) -> Observation | None:
        """Play the script until no answer is guessed; None if that takes too many messages, or the worker fails."""
        tape = Tape()
        try:
            for _ in range(_MOST_ROUNDS):
                observation = played(self._asking(case, tape, refused), self.name, also, asks)
                if not tape.guessed:
                    return observation
                tape = tape.sent(lambda operations: self._ask(operations, self._deadline))
        except (WorkerEnded, NotAReply):
            pass  # asked one by one, it is known which call does it
        return None

    def _one_by_one(
        self, case: Case, asks: frozenset[Question], also: tuple[Path, ...], refused: dict[str, Thrown]
    ) -> Observation | None:
        """Play the script, one operation a message; None if a call ends the worker, which is `refused` from then on."""
        drop_first = iter([True])

        def ask(operations: Sequence[Operation]) -> Sequence[Mapping[str, Any]]:
            longer = min(_LONGER * self._deadline, self._deadline + _AT_MOST_LONGER)
            seconds = self._deadline if asking.call in self._sure_to_hang else longer
            return self._ask(operations, seconds, drop=next(drop_first, False))

        asking = self._asking(case, OneByOne(ask), refused)
        try:
            return played(asking, self.name, also, asks)
        except WorkerEnded as stopped:
            refused[asking.call] = self._ended(asking.call, stopped)
        except NotAReply as error:
            msg = (
                f"client {self.client.spec!r}: asked to {asking.call}, the worker wrote {error}; "
                "`runlaws smoke COMMAND` says more"
            )
            raise WorkerError(msg) from None
        return None

    def _ended(self, call: str, stopped: WorkerEnded) -> Thrown:
        if stopped.how == "hang":
            self._sure_to_hang.add(call)
            return Thrown("Hang", stopped.says, own=False, ended="hang")
        return Thrown("Exit", stopped.says, own=False, ended="exit", further=self.client.last_words)

    def _asking(self, case: Case, tape: Tape | OneByOne, refused: Mapping[str, Thrown]) -> AskingThere:
        return AskingThere(
            case=case,
            policy=self.policy,
            encodes=self.encodes and self.policy.encodes is not False,
            offer=self.client.offer,
            replies=Replies(self.policy.errors, self._tracebacks),
            tape=tape,
            refused=refused,
            refusals=self._refusals,
        )

    def _ask(
        self, operations: Sequence[Operation], seconds: float, *, drop: bool = True
    ) -> Sequence[Mapping[str, Any]]:
        """Have the worker forget what it knows if it is to `drop` that, and do some operations."""
        wanted = [DROP, *operations] if drop else list(operations)
        answers: Any = self.client.exchange({"ask": wanted}, seconds).get("answers")
        if (
            not isinstance(answers, list)
            or len(answers) != len(wanted)
            or not all(isinstance(answer, dict) for answer in answers)
        ):
            self.client.end()
            msg = f"a reply without an answer to each of the {len(wanted)} operations"
            raise NotAReply(msg)
        return answers[1:] if drop else answers


DROP: Final[Operation] = {"do": "drop"}
