"""The two files of a client that is asked elsewhere: the requests, and what a worker has answered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

from attrs import define, field, frozen

from runlaws.observe.pipe import VERSION, data_in, line_of
from runlaws.values import shortened

__all__ = ["OfflineError", "Requests", "Sheet", "hello_line", "read_requests"]

_LONGEST_QUOTE: Final = 60
_HELLO: Final = 0
"""The number of the hello, which may be there at the head of each part of the file."""


class OfflineError(ValueError):
    """A file of requests or of answers is none, or the two do not go together: one sentence, with the line."""


@frozen
class _Asked:
    digest: bytes
    count: int
    """How many operations it has."""


@define
class Requests:
    """The requests in a file: what each asks, and the profile that the hello names."""

    path: Path
    profile: str = ""
    by_number: dict[int, _Asked] = field(factory=dict)
    digests: set[bytes] = field(factory=set)

    @property
    def next_number(self) -> int:
        """The number of the next request."""
        return max(self.by_number, default=_HELLO) + 1


def hello_line(profile: str) -> bytes:
    """Return the line with which every part of a file of requests begins."""
    return line_of({"id": _HELLO, "hello": {"protocol": VERSION, "profile": profile}})


def read_requests(path: Path) -> Requests:
    """Return the requests in a file that `runlaws catalogue --requests` or `--more` wrote; raises `OfflineError`."""
    requests = Requests(path)
    for line, message in _messages(path, "a request"):
        where, number = f"{path}, line {line}", message["id"]
        if isinstance(message.get("hello"), dict) and number == _HELLO:
            if "profile" not in message["hello"]:
                _fail(f"{where}: the worker's hello, expected a request: are the two files changed over?")
            profile = str(message["hello"].get("profile"))
            if requests.profile not in ("", profile):
                _fail(f"{where}: expected the profile {requests.profile!r}, as in the hello before, got {profile!r}")
            requests.profile = profile
        elif isinstance(message.get("ask"), list) and number > _HELLO:
            if not requests.profile:
                _fail(f'{where}: expected the hello first: {{"id": 0, "hello": {{…}}}}')
            if number in requests.by_number:
                _fail(f"{where}: request {number} is in the file twice")
            requests.by_number[number] = _Asked(_digest(message["ask"]), len(message["ask"]))
            requests.digests.add(requests.by_number[number].digest)
        else:
            _fail(f'{where}: expected a request, {{"id": …, "ask": […]}}, got {_quoted(message)}')
    if not requests.profile:
        _fail(f"{path} is empty: expected requests, as `runlaws catalogue --requests FILE` writes them")
    return requests


@define
class Sheet:
    """What a worker has answered to requests, and what it is to be asked next."""

    requests: Requests
    path: Path
    hello: Mapping[str, Any] = field(factory=dict)
    hello_line: int = 0
    asked: dict[bytes, Sequence[Mapping[str, Any]]] = field(factory=dict)
    """What was looked up and is not there, by its digest, in the order in which it was looked up."""
    _lines: dict[int, int] = field(factory=dict)
    """The line of each reply, by the number of its request."""
    _replies: dict[bytes, tuple[int, bytes]] = field(factory=dict)
    """The line and the text of each reply, by what was asked."""

    @classmethod
    def read(cls, path: Path, requests: Requests) -> Sheet:
        """Return the answers in a file; raises `OfflineError` for what is no reply to one of the requests."""
        sheet = cls(requests, path)
        for line, message in _messages(path, "a reply"):
            sheet._take(f"{path}, line {line}", line, message)
        if not sheet.hello:
            _fail(f'{path}: expected the reply to the hello, {{"id": 0, "hello": {{…}}}}, and there is none')
        return sheet

    def to(self, ask: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
        """Return the reply to a list of operations; None if there is none, and then it is to be asked next."""
        digest = _digest(ask)
        if digest not in self._replies:
            self.asked[digest] = ask
            return None
        reply: Mapping[str, Any] = data_in(self._replies[digest][1])
        return reply

    def where(self, ask: Sequence[Mapping[str, Any]]) -> str:
        """Return where the reply to a list of operations stands."""
        line, _ = self._replies.get(_digest(ask), (0, b""))
        return f"{self.path}, line {line}"

    def unanswered(self) -> list[int]:
        """Return the numbers of the requests without a reply."""
        return [number for number in self.requests.by_number if number not in self._lines]

    def more(self) -> Iterator[bytes]:
        """Yield the lines of the requests that are to be asked next, with the hello first."""
        yield hello_line(self.requests.profile)
        for number, ask in enumerate(self.asked.values(), self.requests.next_number):
            yield line_of({"id": number, "ask": ask})

    def _take(self, where: str, line: int, message: Mapping[str, Any]) -> None:
        number = message["id"]
        if "problem" in message:
            _fail(f"{where}: the worker could not do request {number}: {_quoted(message['problem'], 300)}")
        if number == _HELLO and "hello" in message:
            if self.hello and message != self.hello:
                _fail(f"{where}: expected the hello of line {self.hello_line} again, got that of another client")
            self.hello, self.hello_line = message, line
            return
        request = self.requests.by_number.get(number)
        if request is None:
            _fail(f"{where}: a reply to request {number}, which is not in {self.requests.path}")
        if "died" not in message:
            answers = message.get("answers")
            if not isinstance(answers, list) or not all(isinstance(answer, dict) for answer in answers):
                _fail(f'{where}: expected {{"id": {number}, "answers": […]}}, got {_quoted(message)}')
            if len(answers) != request.count:
                _fail(f"{where}: {len(answers)} answers to the {request.count} operations of request {number}")
        if number in self._lines:
            _fail(f"{where}: a second reply to request {number}; the first is on line {self._lines[number]}")
        self._lines[number] = line
        self._replies.setdefault(request.digest, (line, line_of(message)))


def _messages(path: Path, noun: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield each line of a file as a message with a number."""
    with path.open("rb") as file:
        for line, text in enumerate(file, 1):
            try:
                message = data_in(text)
            except (ValueError, RecursionError):
                cut = "" if text.endswith(b"\n") else ", which is cut"
                quote = shortened(text.decode("utf-8", "replace").strip(), _LONGEST_QUOTE)
                _fail(f"{path}, line {line}: expected {noun} as a JSON object on one line, got {quote!r}{cut}")
            number = message.get("id") if isinstance(message, dict) else None
            if isinstance(number, bool) or not isinstance(number, int):
                _fail(f'{path}, line {line}: expected {noun} with its number as "id", got {_quoted(message)}')
            yield line, message


def _digest(ask: Sequence[Mapping[str, Any]]) -> bytes:
    return hashlib.blake2b(line_of({"ask": ask}), digest_size=16).digest()


def _quoted(data: object, most: int = _LONGEST_QUOTE) -> str:
    return shortened(data if isinstance(data, str) else line_of({"": data}).decode()[4:-2], most)


def _fail(sentence: str) -> NoReturn:
    raise OfflineError(sentence)
