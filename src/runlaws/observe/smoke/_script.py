"""What a worker is asked: a little of everything that it offers, on plain documents and on some that trouble some."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias

from runlaws.observe.pipe._asking import Offer, in_base64
from runlaws.observe.pipe._tape import Operation
from runlaws.observe.smoke._answers import NOWHERE
from runlaws.values import places

__all__ = ["Script", "case", "scripts"]

_DROP: Final[Operation] = {"do": "drop"}
_BROKEN: Final = b'{"id": "run_1", '
_PADDING: Final = b" " * (1 << 20)
"""More than the line that some libraries read at once: 64 KB in Go."""
_HALF_A_PAIR: Final = "\ud83dx"
"""A text with a lone surrogate, which JSON can escape and UTF-8 cannot hold."""
_MOST_PATHS: Final = 60

Script: TypeAlias = Sequence[Sequence[Operation]]
"""Messages, each a list of operations."""


def scripts(offer: Offer, documents: Sequence[bytes]) -> Iterator[Script]:
    """Yield what to ask, from the simplest on."""
    plain = documents[0]
    yield [[]]
    for document in documents:
        yield [[operation] for operation in _everything(offer, document)]
    yield from ([_everything(offer, document)] for document in documents)
    yield [_refused(offer, plain)]
    yield [[_DROP, _decode(0, plain)], [_DROP], [_fields(0, [[NOWHERE]])], [_decode(0, plain), _fields(0, [[NOWHERE]])]]
    yield [[_DROP, _decode(0, _PADDING + plain), _fields(0, [[NOWHERE]] * 5000)]]
    yield [_strange(offer, plain)]


def case(offer: Offer, document: bytes) -> Sequence[Operation]:
    """Return a message of the size that a search sends for a case."""
    encode: list[Operation] = [{"do": "encode", "as": 1, "value": 0}, {"do": "decode", "as": 2, "written": 1}]
    equal: list[Operation] = [{"do": "equal", "left": 0, "right": 2}]
    return [
        _DROP,
        _decode(0, document),
        _fields(0, _paths(document)),
        *(encode if "encode" in offer.operations else []),
        *(equal if {"encode", "equal"} <= set(offer.operations) else []),
    ]


def _everything(offer: Offer, document: bytes) -> list[Operation]:
    """Return each operation that a worker offers, by itself and after others."""
    at = [*_paths(document), [NOWHERE]]
    return [
        _DROP,
        _decode(0, document),
        _decode(1, document),
        _fields(0, at),
        *_about_values(offer),
        *_encoded(offer, at),
        *_copied(offer, at),
        *_changed(offer, document, at),
        *([{**_decode(80, document), "headers": {"x-request-id": "req_1"}}] if "headers" in offer.operations else []),
        _DROP,
        _fields(0, [[NOWHERE]]),
    ]


def _about_values(offer: Offer) -> Iterator[Operation]:
    has = offer.operations
    if "equal" in has:
        yield {"do": "equal", "left": 0, "right": 1}
        yield {"do": "equal", "left": 0, "other": None}
        yield {"do": "equal", "left": 0, "other": ["a text"]}
    if "unequal" in has:
        yield {"do": "unequal", "left": 0, "right": 1}
    if "hash" in has:
        yield {"do": "hash", "value": 0}
    if "print" in has:
        yield {"do": "print", "value": 0, "by": list(offer.prints), "times": 2}
        yield {"do": "print", "value": 0, "by": list(offer.prints[:1])}
    if "names" in has:
        yield {"do": "names", "value": 0}


def _encoded(offer: Offer, at: Sequence[Any]) -> Iterator[Operation]:
    if "encode" in offer.operations:
        yield {"do": "encode", "as": 10, "value": 0}
        yield {"do": "decode", "as": 11, "written": 10}
        yield _fields(11, at)
        for number, name in enumerate(offer.encoders, start=12):
            yield {"do": "encode", "as": number, "value": 0, "by": name}


def _copied(offer: Offer, at: Sequence[Any]) -> Iterator[Operation]:
    if "copy" in offer.operations:
        for number, way in enumerate(offer.copies, start=40):
            yield {"do": "copy", "as": number, "value": 0, "by": way}
            yield _fields(number, at)


def _changed(offer: Offer, document: bytes, at: Sequence[Any]) -> Iterator[Operation]:
    """Yield a change and what takes it back. What is shown after that has been shown before."""
    if "change" in offer.operations:
        tree = json.loads(document)
        names = [name for name, item in tree.items() if isinstance(item, str)]
        containers = [[name] for name, item in tree.items() if isinstance(item, dict | list)]
        yield {"do": "sizes", "value": 0, "at": [*containers, [NOWHERE]]}
        yield {"do": "change", "value": 0, "scalars": [{"at": [], "names": names}], "containers": containers}
        yield {"do": "undo"}
        yield _fields(0, at)


def _refused(offer: Offer, plain: bytes) -> list[Operation]:
    """Return operations on a value that is not there, since it was made of no JSON, and on one that is."""
    encode: list[Operation] = [{"do": "encode", "as": 1, "value": 0}, {"do": "decode", "as": 2, "written": 1}]
    return [
        _DROP,
        _decode(0, _BROKEN),
        _fields(0, [[NOWHERE]]),
        *(encode if "encode" in offer.operations else []),
        _decode(3, plain),
        *([{"do": "equal", "left": 0, "right": 3}] if "equal" in offer.operations else []),
        _fields(3, [[NOWHERE]]),
    ]


def _strange(offer: Offer, plain: bytes) -> list[Operation]:
    """Return operations on a document that has a lone surrogate in a name and in a text."""
    half = json.dumps(_HALF_A_PAIR).encode()
    document = b"%b, %b: %b}" % (plain.rstrip().removesuffix(b"}"), half, half)
    return [
        _DROP,
        _decode(0, document),
        _fields(0, [[NOWHERE]]),
        *([{"do": "encode", "as": 1, "value": 0}] if "encode" in offer.operations else []),
        *([{"do": "print", "value": 0, "by": list(offer.prints)}] if "print" in offer.operations else []),
    ]


def _decode(number: int, document: bytes) -> dict[str, Any]:
    return {"do": "decode", "as": number, "document": in_base64(document)}


def _fields(number: int, at: Sequence[Any]) -> Operation:
    return {"do": "fields", "value": number, "at": at}


def _paths(document: bytes) -> list[list[str | int]]:
    return [list(path) for path, _ in places(json.loads(document))][:_MOST_PATHS]
