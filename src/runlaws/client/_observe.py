"""The one place that calls foreign code."""

from __future__ import annotations

import datetime
import decimal
import enum
import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from runlaws.case import Case
from runlaws.client._deadline import Watch
from runlaws.client._observation import Answer, Observation, Opaque, Thrown, TwinObservation
from runlaws.client._policy import Policy
from runlaws.client._protocol import NOT_SHOWN, Client, places
from runlaws.document import read
from runlaws.values import Json, Path, pointer

__all__ = ["observe", "one_line"]

_LONGEST_MESSAGE = 200
_WATCH = Watch(seconds=10)


def observe(client: Client, case: Case, *, also: Iterable[Path] = ()) -> Observation:
    """Play the fixed script on one case and record what the client did.

    Decode twice, read the fields, encode, decode what was encoded and encode again, compare, hash, and do the
    same with the twin. `also` names places to read that the document does not have. No exception of the
    client's leaves here but KeyboardInterrupt, and a call that hangs is ended where the system allows it.
    """
    with _WATCH.over(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a client's warnings are not ours to show, nor to turn into errors
        return _observe(client, case, also)


def _observe(client: Client, case: Case, also: Iterable[Path]) -> Observation:
    policy = client.policy
    name = f"{client.name} {client.version}".rstrip()
    value, decoded = _ask(policy, client.decode, case.document)
    if decoded.thrown is not None:
        return Observation(name, policy, decoded)
    again, twice = _ask(policy, client.decode, case.document)
    shown = _shown(client, value, case, also)  # first, for an encoder may change what it writes
    encoded, encoded_again = _encodings(client, value)
    return Observation(
        name,
        policy,
        Answer(type(value).__name__),
        nothing=value is None,
        shown=shown,
        encoded=encoded,
        encoded_again=encoded_again,
        itself=_same(policy, value, value),
        hashed=(_hash(policy, value), _hash(policy, again)),
        decoded_twice=_same(policy, value, again) if twice.thrown is None else twice,
        twin=_twin(client, value, case.twin.document) if case.twin else None,
    )


def _ask(policy: Policy, question: Callable[..., Any], *args: Any) -> tuple[Any, Answer]:
    """Call foreign code: return what it returned, and an answer that holds what it raised."""
    try:
        _WATCH.calling = True
        return question(*args), Answer()
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 (SystemExit and exceptions outside Exception are findings too)
        return None, Answer(thrown=_thrown(error, policy))
    finally:
        _WATCH.calling = False


def _thrown(error: BaseException, policy: Policy) -> Thrown:
    return Thrown(type(error).__qualname__, one_line(error), isinstance(error, policy.errors))


def one_line(error: BaseException) -> str:
    """Return the text of an exception of any class: its first line, shortened."""
    try:
        lines = str(error).strip().splitlines()
    except KeyboardInterrupt:
        raise
    except BaseException as worse:  # noqa: BLE001 (a text that cannot be had is told, not raised)
        return f"(its text raises {type(worse).__name__})"
    text = lines[0] if lines else ""
    return text if len(text) <= _LONGEST_MESSAGE else f"{text[:_LONGEST_MESSAGE]}…"


def _same(policy: Policy, left: Any, right: Any) -> Answer:
    value, answer = _ask(policy, lambda: bool(left == right))
    return answer if answer.thrown else Answer(value)


def _hash(policy: Policy, value: Any) -> Answer:
    found, answer = _ask(policy, lambda: hash(value))
    return answer if answer.thrown else Answer(found)


def _encodings(client: Client, value: Any) -> tuple[Answer | None, Answer | None]:
    """Return the tree a client writes for a value, and the tree it writes after reading that."""
    if not client.encodes:
        return None, None
    text, first = _encode(client, value)
    if first.thrown is not None:
        return first, None
    back, reread = _ask(client.policy, client.decode, text)
    return first, reread if reread.thrown else _encode(client, back)[1]


def _encode(client: Client, value: Any) -> tuple[bytes, Answer]:
    written, answer = _ask(client.policy, client.encode, value)
    if answer.thrown is not None:
        return b"", answer
    if isinstance(written, str):
        written = written.encode("utf-8", "surrogatepass")
    if not isinstance(written, bytes | bytearray):
        return b"", Answer(
            thrown=Thrown("NotJson", f"encode gave {type(written).__name__}, not bytes or str", own=False)
        )
    reading = read(bytes(written))
    if reading.tree is None:
        fault = (*reading.faults, *reading.disputes)[0]
        return b"", Answer(thrown=Thrown("NotJson", f"what encode wrote {fault.says}", own=False))
    return bytes(written), Answer(reading.tree)


def _shown(client: Client, value: Any, case: Case, also: Iterable[Path]) -> Mapping[str, Json]:
    """Return what a value shows at each place; an object or array that it shows as one is told by what is in it."""
    found: dict[str, Json] = {}
    for path, sent in (*places(case.tree or {}), *((path, None) for path in also)):
        seen, answer = _ask(client.policy, _read, client, value, path)
        if answer.thrown is not None:
            seen = answer.thrown
        if seen is not NOT_SHOWN and not (isinstance(seen, Opaque) and isinstance(sent, Mapping | list | tuple)):
            found[pointer(path)] = seen
    return found


def _read(client: Client, value: Any, path: Path) -> Json:
    seen = client.read(value, path)
    return NOT_SHOWN if seen is NOT_SHOWN else _plain(seen)


def _plain(value: Any) -> Json:
    """Return a shown value as JSON data: an enum by its value, a time in seconds since the epoch.

    It may raise: the value is of a foreign class.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, enum.Enum):
        return _plain(value.value)
    if isinstance(value, str | int | float):
        return _exact(value)
    if isinstance(value, datetime.datetime):
        seconds = value.timestamp()
        return int(seconds) if seconds.is_integer() else seconds
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, list | tuple | Mapping) and not value:
        return {} if isinstance(value, Mapping) else []
    return Opaque(type(value).__name__)


def _exact(value: str | float) -> Json:
    """Return a text or number of a class derived from Python's own as Python's own."""
    if isinstance(value, str):
        return str.__str__(value)
    return int.__int__(value) if isinstance(value, int) else float.__float__(value)


def _twin(client: Client, value: Any, document: bytes) -> TwinObservation:
    policy = client.policy
    twin, decoded = _ask(policy, client.decode, document)
    if decoded.thrown is not None:
        return TwinObservation(decoded)
    return TwinObservation(
        Answer(type(twin).__name__),
        equal=_same(policy, value, twin),
        equal_back=_same(policy, twin, value),
        hashed=_hash(policy, twin),
        encoded=_encode(client, twin)[1] if client.encodes else None,
    )
