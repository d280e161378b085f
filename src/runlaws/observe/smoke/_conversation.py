"""Talking with one process of a worker, where each reply is held against the page of the protocol."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import define, field

from runlaws.observe.pipe._process import Process, WorkerEnded
from runlaws.observe.pipe._tape import Operation
from runlaws.observe.smoke._answers import Judge
from runlaws.observe.smoke._mistakes import Mistakes, as_sent
from runlaws.values import shortened

__all__ = ["HELLO", "Conversation", "ConversationOver"]

HELLO: Final = 0
"""The number of the first message."""
_LINE: Final = 'a reply on one line, {"id": …, "answers": […]}'
_PATIENCE: Final = 2.0
"""Seconds that a worker may take to end when its input ends."""
_UNKNOWN: Final[Operation] = {"do": "compare"}


class ConversationOver(Exception):
    """A conversation cannot go on: the worker has ended, or its replies can no longer be told apart."""


@define
class Conversation:
    """A process, and what it was asked; its mistakes are added to the others."""

    process: Process
    deadline: float
    mistakes: Mistakes
    judge: Judge = field(init=False)
    messages: int = field(init=False, default=HELLO)

    def __attrs_post_init__(self) -> None:
        self.judge = Judge(self.mistakes)

    def asked(self, operations: Sequence[Operation]) -> None:
        """Have the worker do some operations, and judge its answers; raises `ConversationOver`."""
        message = {"ask": operations}
        reply = self.reply(self.send(message), message)
        answers = reply.get("answers")
        if isinstance(answers, list) and len(answers) == len(operations) and len(reply) == 2:
            for operation, answer in zip(operations, answers, strict=True):
                self.judge.answer(operation, answer)
            return
        self.judge.unanswered(operations)
        if "problem" in reply:
            self._wrong(message, reply, "answers, since it offers these operations", "Hello, row `offers`")
        elif not isinstance(answers, list) or len(reply) > 2:
            self._wrong(message, reply, '{"id": …, "answers": […]} and no further members', "Ask")
        else:
            says = f"gave {len(answers)} answers to {len(operations)} operations"
            self.mistakes.add(message, says, "an answer to each operation", "Ask")

    def ask_the_unknown(self) -> None:
        """Ask for an operation that there is not, and go on with an empty list; raises `ConversationOver`."""
        message = {"ask": [_UNKNOWN]}
        reply = self.reply(self.send(message), message)
        if not isinstance(reply.get("problem"), str) or len(reply) > 2:
            self._wrong(message, reply, '{"id": …, "problem": TEXT}', "Lines, 4")
        self.asked([])

    def ask_ahead(self) -> None:
        """Write three messages before the first reply is read; raises `ConversationOver`."""
        message = {"ask": [{"do": "drop"}]}
        for number in [self.send(message) for _ in range(3)]:
            self.reply(number, 'three messages at once, each {"ask": [{"do": "drop"}]}')

    def rate(self, operations: Sequence[Operation], seconds: float) -> float:
        """Return how many such messages are answered in a second, measured for some seconds."""
        message, count, start = {"ask": operations}, 0, time.perf_counter()
        while (passed := time.perf_counter() - start) < seconds:
            self.reply(self.send(message), message)
            count += 1
        return count / passed

    def finish(self) -> None:
        """End the input, and see whether the process ends, and writes nothing more."""
        ended = self.process.finish(_PATIENCE)
        if ended.how == "hang":
            self.mistakes.add("the end of its input", "did not end", "its end", "Lines, 3")
        if self.process.unread:
            says = f"wrote {_quoted(self.process.unread)}"
            self.mistakes.add("the end of its input", says, "nothing that was not asked for", "Lines, 3")

    # -- messages

    def send(self, message: Mapping[str, Any]) -> int:
        """Send a message, and return its number; raises `ConversationOver`."""
        number, self.messages = self.messages, self.messages + 1
        try:
            self.process.send({"id": number, **message}, self.deadline)
        except WorkerEnded as ended:
            raise self._ended(message, ended) from ended
        return number

    def reply(self, number: int, sent: object) -> dict[str, Any]:
        """Return the reply to a message; raises `ConversationOver` for a line that is none, and if the worker ends."""
        try:
            line = self.process.line(self.deadline)
        except WorkerEnded as ended:
            raise self._ended(sent, ended) from ended
        got = f"wrote {_quoted(line)}"
        try:
            reply = json.loads(line.decode())
        except UnicodeDecodeError as error:
            raise self._stopped(sent, f"{got}, which is no UTF-8", "a line in UTF-8", "Lines, 1") from error
        except (ValueError, RecursionError) as error:
            if line.startswith(b"{"):
                raise self._stopped(sent, f"{got}, which is no JSON", _LINE, "Lines, 1") from error
            raise self._stopped(sent, got, "nothing but replies on standard output", "Lines, 2") from error
        if not isinstance(reply, dict):
            raise self._stopped(sent, got, _LINE, "Lines, 1")
        said = reply.get("id")
        if isinstance(said, int) and said in range(number):
            raise self._stopped(sent, f"replied to the message {said} again", "one reply to each message", "Lines, 3")
        if isinstance(said, bool) or said != number:
            raise self._stopped(sent, got, f'the "id" of the message, {number}', "Lines, 1")
        return reply

    def _ended(self, sent: object, ended: WorkerEnded) -> ConversationOver:
        last = self.process.last_lines()
        named = [line for line in last if "error" in line.lower()] or last  # Node ends with its own version
        says = f'{ended.says} (its error output ends with "{named[-1]}")' if named else ended.says
        if ended.how == "exit":
            says = says if says.startswith(("exited", "closed", "took")) else f"was {says}"
            return self._stopped(sent, says, "an answer, whatever the library does", "Lines, 4")
        if self.process.unread:
            got = f"wrote {_quoted(self.process.unread)} without a newline"
            return self._stopped(sent, got, "a newline at the end of each reply", "Lines, 1")
        expected = "a reply, flushed and not held back for the next message"
        return self._stopped(sent, f"gave {says}", expected, "How long an answer may take")

    def _stopped(self, sent: object, got: str, expected: str, page: str) -> ConversationOver:
        self.mistakes.add(sent, got, expected, page)
        return ConversationOver(got)

    def _wrong(self, sent: object, reply: object, expected: str, page: str) -> None:
        self.mistakes.add(sent, f"replied {as_sent(reply)}", expected, page)


def _quoted(line: bytes) -> str:
    return f"`{shortened(line[:400].decode('utf-8', 'replace').rstrip(), 100)}`"
