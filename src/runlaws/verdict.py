"""What a law says of a client and a case."""

from __future__ import annotations

import re

from attrs import frozen

from runlaws.values import Json

__all__ = ["Failure", "Verdict", "Words"]

_INDEX = re.compile(r"/\d+(?=/|$)")


class Words(str):
    """A sentence about a value, where the value itself would say less; a report prints it without quotes."""

    __slots__ = ()


@frozen
class Failure:
    """One promise broken: which law, where in the document (a JSON pointer), how, what was sent and what came."""

    law: str
    pointer: str
    kind: str
    sent: Json
    got: Json

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two failures the same finding: the law, the place whatever its indices, the kind."""
        return self.law, _INDEX.sub("/*", self.pointer), self.kind


@frozen
class Verdict:
    """A law's answer: it was kept, it was broken in these ways, or it could not be asked (`why_not`)."""

    failures: tuple[Failure, ...] = ()
    why_not: str = ""

    @property
    def applies(self) -> bool:
        """Whether the law could be asked."""
        return not self.why_not
