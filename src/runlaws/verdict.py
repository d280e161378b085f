"""What a law says of a client and a case."""

from __future__ import annotations

import re
from typing import Final

from attrs import Factory, field, frozen

__all__ = ["Cause", "Failure", "Verdict", "Words"]

_INDEX: Final = re.compile(r"/\d+(?=/|$)")


class Words(str):
    """A sentence about a value, where the value itself would say less; a report prints it without quotes."""

    __slots__ = ()


@frozen
class Cause:
    """What makes two failures the same: the law, the place with `*` for each index, and in which way it was broken.

    Where an exception broke it, `message` is its text without what differs from case to case, and `frame` the function
    of the client that it came from (`sdk/models.py in Run.from_dict`). Where a value became one of another type,
    `types` are the two (`string -> integer`). Each is empty where there is none, or it cannot be told.
    """

    law: str
    place: str
    kind: str
    message: str = ""
    frame: str = ""
    types: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.law, self.place, self.kind, self.types)))


def _without_a_document(failure: Failure) -> Cause:
    return Cause(failure.law, _INDEX.sub("/*", failure.pointer), failure.kind)


@frozen
class Failure:
    """One promise broken: which law, where in the document (a JSON pointer), how, what was sent and what came.

    A law's failures have their `cause` from the document. Of one made by hand, any step of digits counts as an index.
    `raised` says where an exception was raised, and what led to it, for a person to read; it may be empty.
    """

    law: str
    pointer: str
    kind: str
    sent: object
    got: object
    cause: Cause = field(default=Factory(_without_a_document, takes_self=True), eq=False, repr=False, kw_only=True)
    raised: str = field(default="", eq=False, repr=False, kw_only=True)
    blames: frozenset[str] = field(default=frozenset(), eq=False, repr=False, kw_only=True)
    """The questions whose answers mean nothing because of it: they change what they are asked of."""
    before: tuple[bytes, ...] = field(default=(), eq=False, repr=False, kw_only=True)
    """The documents that the client was shown before, where that matters."""


@frozen
class Verdict:
    """A law's answer: it passed, it failed in these ways, or it could not be asked (`why_not`)."""

    failures: tuple[Failure, ...] = ()
    why_not: str = ""

    @property
    def applies(self) -> bool:
        """Whether the law could be asked."""
        return not self.why_not
