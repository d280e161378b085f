"""A Python client asked by the operations of the protocol: at once as behind a pipe, and by files of requests."""

from __future__ import annotations

import base64
import json
import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import define, field

from runlaws.case import Case
from runlaws.client import NOT_SHOWN, Answer, Client, Thrown
from runlaws.observe import InProcess
from runlaws.observe._here import AskingHere, _encode
from runlaws.observe._part import Part
from runlaws.observe.pipe import PipedClient, data_in, line_of
from runlaws.observe.pipe._process import WorkerEnded

__all__ = ["Served", "Server", "answered"]

_OFFERS = ["encode", "equal", "unequal", "hash", "copy", "print", "change", "names"]


class _Raised(Exception):
    def __init__(self, thrown: Thrown) -> None:
        self.thrown = thrown


class _Died(Exception):
    def __init__(self, thrown: Thrown, call: str) -> None:
        self.thrown, self.call = thrown, call


@define
class Server:
    """Does the operations of the protocol on one Python client."""

    client: Client
    deadline: float = 5.0
    _observer: InProcess = field(init=False)
    _kept: dict[int, Any] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self._observer = InProcess(self.client, deadline=self.deadline)

    def hello(self) -> dict[str, Any]:
        """Return what the worker says of itself."""
        seen = self._observer
        asking = seen.asking(_NO_CASE)
        return {
            "protocol": 1,
            "name": seen.client_name,
            "offers": [*(_OFFERS if seen.encodes else _OFFERS[1:]), *(["headers"] if asking.sees_headers else [])],
            "encoders": list(asking.encoders),
            "copies": list(asking.copies),
            "prints": list(asking.prints),
            "policy": seen.policy.as_json(),
        }

    def reply(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """Return the reply to a message, without its number."""
        if "hello" in message:
            return {"hello": self.hello()}
        asking = self._observer.asking(_NO_CASE)
        with asking.open(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return {"answers": [self._answer(asking, operation) for operation in message["ask"]]}
            except _Died as died:
                how = "hang" if died.thrown.ended == "hang" else "exit"
                return {"died": {"how": how, "says": died.thrown.message, "call": died.call}}

    def _answer(self, asking: AskingHere, operation: Mapping[str, Any]) -> dict[str, Any]:
        needed = [operation[name] for name in ("written", "value", "left", "right") if name in operation]
        self._kept.pop(operation.get("as", -1), None)
        if any(number not in self._kept for number in needed):
            return {"skipped": True}
        try:
            done: dict[str, Any] = getattr(self, f"_{operation['do']}")(
                asking, operation, *(self._kept[number] for number in needed)
            )
        except _Raised as raised:
            return {"error": _error(raised.thrown)}
        return done

    def _decode(self, asking: AskingHere, operation: Mapping[str, Any], written: bytes | None = None) -> dict[str, Any]:
        document = base64.b64decode(operation["document"]) if written is None else written
        value, answer = asking.decode(document, operation.get("headers"))
        _seen(answer, "decode")
        self._kept[operation["as"]] = value
        return {"type": type(value).__name__, **({"nothing": True} if value is None else {})}

    def _encode(self, asking: AskingHere, operation: Mapping[str, Any], value: Any) -> dict[str, Any]:
        by = operation.get("by", "")
        call = f"encode by {by}" if by else "encode"
        written, answer = asking.ask(call, _encode, asking.other_encoders[by] if by else asking.client, value)
        _seen(answer, call)
        self._kept[operation["as"]] = written
        try:
            return {"text": written.decode()}
        except UnicodeDecodeError:
            return {"base64": base64.b64encode(written).decode()}

    def _fields(self, asking: AskingHere, operation: Mapping[str, Any], value: Any) -> dict[str, Any]:
        parts = asking.parts(value, [tuple(path) for path in operation["at"]])
        return {"fields": [_shown(part) for part in parts]}

    def _sizes(self, asking: AskingHere, operation: Mapping[str, Any], value: Any) -> dict[str, Any]:
        sizes = asking.sizes(value, [tuple(path) for path in operation["at"]])
        return {"sizes": [size if isinstance(size, int) else None for size in sizes]}

    def _equal(self, asking: AskingHere, operation: Mapping[str, Any], left: Any, *right: Any) -> dict[str, Any]:
        return {"yes": _seen(asking.same(left, right[0] if right else operation["other"]), "==")}

    def _unequal(self, asking: AskingHere, _: object, left: Any, right: Any) -> dict[str, Any]:
        return {"yes": _seen(asking.unequal(left, right), "!=")}

    def _hash(self, asking: AskingHere, _: object, value: Any) -> dict[str, Any]:
        return {"hash": str(_seen(asking.hashed(value), "hash"))}

    def _copy(self, asking: AskingHere, operation: Mapping[str, Any], value: Any) -> dict[str, Any]:
        copied, answer = asking.copy(operation["by"], value)
        _seen(answer, operation["by"])
        self._kept[operation["as"]] = copied
        return {"type": type(copied).__name__}

    def _print(self, asking: AskingHere, operation: Mapping[str, Any], value: Any) -> dict[str, Any]:
        def text(way: str) -> str:
            printed, answer = asking.text(way, value)
            _seen(answer, "print")
            return printed

        return {"texts": [[text(way) for way in operation["by"]] for _ in range(operation.get("times", 1))]}

    def _change(self, asking: AskingHere, operation: Mapping[str, Any], value: Any) -> dict[str, Any]:
        scalars = {tuple(each["at"]): each["names"] for each in operation["scalars"]}
        asking.change(value, scalars, [tuple(path) for path in operation["containers"]])
        return {}

    def _undo(self, asking: AskingHere, _: object) -> dict[str, Any]:
        asking.change_back()
        return {}

    def _names(self, _: object, __: object, value: Any) -> dict[str, Any]:
        return {"names": dir(value)}

    def _drop(self, _: object, __: object) -> dict[str, Any]:
        self._kept.clear()
        return {}


@define(eq=False)
class Served(PipedClient):
    """A client behind a pipe whose worker is a server in this process."""

    server: Server = field(kw_only=True)

    @classmethod
    def of(cls, client: Client) -> Served:
        """Return the client whose worker serves a Python client."""
        served = cls("served", (), "v2", server=Server(client))
        served.learn({"hello": json.loads(json.dumps(served.server.hello()))})
        return served

    def exchange(self, message: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        """Return the reply to a message."""
        self.server.deadline = seconds
        reply: dict[str, Any] = data_in(line_of(self.server.reply(data_in(line_of(message)))))
        if "died" in reply:
            raise WorkerEnded(reply["died"]["says"], reply["died"]["how"])
        return reply


def answered(server: Server, lines: Iterable[bytes]) -> list[bytes]:
    """Return a line with the reply to each line of requests."""
    messages = map(data_in, lines)
    return [line_of({"id": message["id"], **server.reply(message)}) for message in messages]


_NO_CASE = Case.of_bytes(b"{}")


def _seen(answer: Answer, call: str) -> Any:
    if answer.thrown is None:
        return answer.value
    if answer.thrown.ended:
        raise _Died(answer.thrown, call)
    raise _Raised(answer.thrown)


def _error(thrown: Thrown) -> dict[str, Any]:
    names: Sequence[str] = ("message", "own", "classes", "frame", "line", "library", "chain", "further")
    return {"type": thrown.type, **{name: getattr(thrown, name) for name in names}}


def _shown(part: Any) -> Any:
    if part is NOT_SHOWN:
        return {"$absent": True}
    if isinstance(part, Thrown):
        if part.ended:
            raise _Died(part, "read")
        return {"$error": _error(part)}
    if isinstance(part, Part):
        return {"$class": part.type} if part.kind is not None else {"$as": part.type, "value": _shown(part.plain)}
    if isinstance(part, bool) or part is None or isinstance(part, str):
        return part
    if isinstance(part, int):
        return {"$number": str(part)}
    return {"$float": repr(part)} if isinstance(part, float) else part
