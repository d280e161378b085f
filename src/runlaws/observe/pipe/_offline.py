"""A client whose worker is asked elsewhere and later: questions are put on a list, and answers are looked up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Final, Protocol

from attrs import define, evolve, field, frozen

from runlaws.case import Case
from runlaws.client import EVERYTHING, UNDER_TAKEN_KEY, Answer, Observation, Policy, Question, Thrown
from runlaws.observe._door import DEADLINE
from runlaws.observe._played import played
from runlaws.observe.pipe._asking import in_base64
from runlaws.observe.pipe._client import PipedClient, WorkerError
from runlaws.observe.pipe._observer import DROP, OverPipe
from runlaws.observe.pipe._process import NotAReply
from runlaws.observe.pipe._tape import Operation, Tape
from runlaws.values import Path

__all__ = ["Answers", "NotAnswered", "Offline", "OfflineClient"]

_MOST_ROUNDS: Final = 50
"""How many messages a case may take, far more than any takes whose answers are those of one client."""


class Answers(Protocol):
    """What a worker has answered, and what it is to be asked next."""

    def to(self, ask: Sequence[Operation]) -> Mapping[str, Any] | None:
        """Return the reply to a list of operations; None if there is none, and then it is to be asked next."""
        ...

    def where(self, ask: Sequence[Operation]) -> str:
        """Return where the reply to a list of operations stands, as a sentence about it begins."""
        ...


@frozen
class NotAnswered(Observation):
    """Stands for what a client does that has not been asked yet: no law can be judged by it."""

    WHY_NOT: ClassVar[str] = "the client has not answered this yet"

    def cannot_be_asked(self, asks: frozenset[Question]) -> bool:
        """Return True: no question has an answer."""
        del asks
        return True


@define(eq=False)
class OfflineClient(PipedClient):
    """A client behind a pipe of which only the answers are here. It is made by `of`."""

    answers: Answers = field(kw_only=True)

    @classmethod
    def of(cls, reply: Mapping[str, Any], answers: Answers, *, spec: str, profile: str) -> OfflineClient:
        """Return the client whose worker has replied to the hello; raises `WorkerError` if that is no such reply."""
        client = cls(spec, (), profile, answers=answers)
        try:
            client.learn(reply)
        except NotAReply as error:
            msg = f"{spec}: expected the reply to the hello, got {error}"
            raise WorkerError(msg) from None
        return client

    def exchange(self, message: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        """Return the reply to a message; raises `WorkerError` where there is none."""
        del seconds
        reply = self.answers.to(message["ask"])
        if reply is None:
            msg = f"client {self.spec!r} is asked elsewhere, and has not answered this yet"
            raise WorkerError(msg)
        return dict(reply)


class Offline(OverPipe):
    """Looks up what a client has answered; what it has not is put on the list of its `answers`.

    A question that was asked of a case together with others is not asked of it alone again.
    """

    def __init__(self, client: OfflineClient, policy: Policy | None = None, *, deadline: float = DEADLINE) -> None:
        super().__init__(client, policy, deadline=deadline)
        self._answers = client.answers
        self._known: dict[object, list[tuple[frozenset[Question], Observation]]] = {}
        self.guesses = 0
        """How often it was asked what the client has not answered."""

    def with_tracebacks(self) -> Offline:
        """Return this observer: nobody can be asked for more than there is."""
        return self

    def observe(self, case: Case, asks: Collection[Question] = EVERYTHING, also: Iterable[Path] = ()) -> Observation:
        """Return what the client has done with a case, or `NotAnswered`."""
        wanted, where = frozenset(asks) - self._not_offered, tuple(also)
        known = self._known.setdefault((case.document, case.twin, case.third, case.before), [])
        observation = next((seen for asked, seen in known if wanted <= asked), None)
        if observation is None:
            observation = self._looked_up(case, wanted, where)
            if isinstance(observation, NotAnswered):
                self.guesses += 1
            else:
                known.append((wanted, observation))
        return evolve(observation, not_offered=self._not_offered & frozenset(asks))

    def names(self, case: Case) -> Sequence[str]:
        """Return the names of the members that the client's value of a document has, as far as it has said."""
        if "names" not in self.client.offer.operations:
            return ()
        ask = [DROP, {"do": "decode", "as": 0, "document": in_base64(case.document)}, {"do": "names", "value": 0}]
        reply = self._answers.to(ask)
        names = () if reply is None or "answers" not in reply else reply["answers"][2].get("names", ())
        return tuple(name for name in names if isinstance(name, str))

    def _looked_up(self, case: Case, asks: frozenset[Question], also: tuple[Path, ...]) -> Observation:
        """Play the script until no answer is guessed, or one is not known."""
        tape, refused = Tape(), dict[str, Thrown]()
        for _ in range(_MOST_ROUNDS):
            observation = self._played(case, tape, refused, asks, also)
            if not tape.guessed:
                return observation
            ask = [DROP, *tape.asked]
            reply = self._answers.to(ask)
            if reply is None:
                break
            tape = self._answered(ask, reply, refused)
        repeated = {UNDER_TAKEN_KEY: Answer()} if Question.REPEAT in asks and case.spare_keys is not None else {}
        return NotAnswered(self.name, self.policy, Answer(), repeated=repeated)

    def _played(
        self, case: Case, tape: Tape, refused: Mapping[str, Thrown], asks: frozenset[Question], also: tuple[Path, ...]
    ) -> Observation:
        try:
            return played(self._asking(case, tape, refused), self.name, also, asks)
        except NotAReply as error:
            msg = (
                f"{self._answers.where([DROP, *(operation for operation, _ in tape.known)])}: the worker wrote {error}"
            )
            raise WorkerError(msg) from None

    def _answered(self, ask: Sequence[Operation], reply: Mapping[str, Any], refused: dict[str, Thrown]) -> Tape:
        """Return the tape with a reply; of one that says that the worker died, a call that is made no more."""
        if "died" in reply:
            how, says, call = (str(reply["died"].get(name, "")) for name in ("how", "says", "call"))
            ended: Any = "hang" if how == "hang" else "exit"
            refused["decode" if call in refused else call or "decode"] = Thrown(
                ended.title(), says, own=False, ended=ended
            )
            return Tape()
        return Tape(list(zip(ask[1:], reply["answers"][1:], strict=True)))
