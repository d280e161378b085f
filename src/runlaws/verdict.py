"""Verdicts: what a law says about a client and a case."""

from __future__ import annotations

import re
from typing import Final

from attrs import Factory, field, frozen

__all__ = ["OVERWRITTEN", "Cause", "Failure", "Verdict", "Words"]

OVERWRITTEN: Final = "the same whatever is sent"
"""How a law is broken where a client has one value at a place: how it differs, differs with what was sent."""

_INDEX: Final = re.compile(r"/\d+(?=/|$)")


class Words(str):
    """A sentence in place of a value that would say less; reports print it without quotation marks."""

    __slots__ = ()


@frozen
class Cause:
    """What makes two failures the same: the law, the place with `*` for each index, and how the law was broken.

    If an exception broke it, `message` is its text without what differs from case to case, and `frame` the client's
    function that it came from (`sdk/models.py in Run.from_dict`). If a value became one of another type, `types` has
    both (`string -> integer`); of an error of validation, the place and type of the first problem that it names
    (`tools.*.type: missing`). Each is empty where there is none, or it is unknown.

    `raw` is the text with all that is in it, and `values` has the parts of it that the document has, too. Which of
    them were put into the text is not known, so a trial gives alike messages the same `message`.
    """

    law: str
    place: str
    kind: str
    message: str = ""
    frame: str = ""
    types: str = ""
    raw: str = field(default="", eq=False, repr=False)
    values: tuple[str, ...] = field(default=(), eq=False, repr=False)

    def __str__(self) -> str:
        return " ".join(filter(None, (self.law, self.place, self.kind, self.types)))


def _without_a_document(failure: Failure) -> Cause:
    return Cause(failure.law, _INDEX.sub("/*", failure.pointer), failure.kind)


@frozen
class Failure:
    """One broken promise: which law, where in the document (a JSON pointer), how, what was sent and what was got.

    Laws give their failures a `cause` made with the document. Without one, every step of digits in the pointer counts
    as an index. `raised` says, for people, where an exception was raised, then what led to it, the nearest
    first; it may be empty.
    """

    law: str
    pointer: str
    kind: str
    sent: object
    got: object
    cause: Cause = field(default=Factory(_without_a_document, takes_self=True), eq=False, repr=False, kw_only=True)
    raised: tuple[str, ...] = field(default=(), eq=False, repr=False, kw_only=True)
    further: tuple[str, ...] = field(default=(), eq=False, repr=False, kw_only=True)
    """The lines of an exception's text after the first, which `got` has."""
    traceback: tuple[str, ...] = field(default=(), eq=False, repr=False, kw_only=True)
    """The lines of an exception's whole traceback, if the observer was asked for it."""
    blames: frozenset[str] = field(default=frozenset(), eq=False, repr=False, kw_only=True)
    """The questions whose answers mean nothing because of this failure: they change the value that is asked."""
    before: tuple[bytes, ...] = field(default=(), eq=False, repr=False, kw_only=True)
    """The documents that the client had decoded before, where that matters."""


@frozen
class Verdict:
    """A law's answer: it passed, it failed in these ways, or it could not be asked (`why_not`)."""

    failures: tuple[Failure, ...] = ()
    why_not: str = ""

    @property
    def applies(self) -> bool:
        """Whether the law could be asked."""
        return not self.why_not
