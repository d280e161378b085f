"""Small clients that differ in one thing each, and a comparison of some on a few cases."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, Final

from runlaws.adapters import PythonClient
from runlaws.case import Case, Likeness, Twin
from runlaws.client import Policy
from runlaws.comparing import SideBySide, compare
from runlaws.comparison import ComparisonResult
from runlaws.contract import Profile
from runlaws.objects import find_profile
from runlaws.observe import InProcess
from runlaws.values import Json
from runlaws_strategies import simplest

V2: Final[Profile] = find_profile("v2")
PLAIN: Final[dict[str, Any]] = simplest("queued", profile=V2)


class Refused(ValueError):
    """What the clients raise to refuse a document."""


class Keeper:
    """Keeps every member of a document, as an attribute."""

    def __init__(self, members: dict[str, Any]) -> None:
        vars(self).update(members)

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if isinstance(other, Keeper) else NotImplemented

    def __hash__(self) -> int:
        return hash(json.dumps(vars(self), sort_keys=True))


def keeping(
    name: str,
    version: str = "",
    *,
    edit: Callable[[dict[str, Any]], object] = lambda _: None,
    error: Callable[[], Exception] = lambda: Refused("no"),
) -> PythonClient:
    """Return a client that keeps what it reads, but for an edit, and refuses what is no JSON object."""

    def decode(document: bytes) -> Keeper:
        try:
            tree = json.loads(document)
        except ValueError:
            raise error() from None
        if not isinstance(tree, dict):
            raise error()
        edit(tree)
        return Keeper(tree)

    return PythonClient(
        decode=decode,
        encode=lambda value: json.dumps(vars(value)),
        policy=Policy(errors=(Refused,)),
        name=name,
        version=version,
    )


def case_of(*, made: str = "valid", twin: Twin | None = None, **members: Json) -> Case:
    """Return the case of the simplest document with some members in place of its own."""
    return Case.of_tree({**PLAIN, **members}, V2, made=made, twin=twin)


def twin_of(**members: Json) -> Twin:
    """Return a second document that differs in one member."""
    (name,) = members
    return Twin(Case.of_tree({**PLAIN, **members}, V2, made="valid").document, Likeness.DIFFERENT, f"/{name}")


def compared(clients: Iterable[PythonClient], *cases: Case) -> ComparisonResult:
    """Return what some clients do differently on some cases."""
    observers = [InProcess(client, deadline=1) for client in clients]
    return compare(SideBySide(observers), [observer.name for observer in observers], V2, cases)
