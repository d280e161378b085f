"""How much of all there is to ask a case is asked, and by which laws."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Final

from attrs import field, frozen

from runlaws.case import Case, Likeness
from runlaws.client import Question
from runlaws.laws import Law
from runlaws.verdict import Verdict

__all__ = ["Layer", "Share", "Sort", "sampled", "share_of"]

_SAMPLE: Final = 8
"""One in this many cases of a layer is asked everything, where the others are asked a share."""


class Layer(enum.Enum):
    """The layer of a search that a case is of."""

    CORPUS = "corpus"
    """Documents that a user has collected."""
    CATALOGUE = "catalogue"
    """Every document is tried, many of them as a twin too."""
    RANDOM = "random"
    """What the catalogue has tried one by one comes in other combinations."""


class Share(enum.Enum):
    """How much is asked of a case."""

    ALL = "everything"
    PAIRS = "of cases with a second document only some are asked this"
    """What the laws about two documents ask: each of the two is a case of its own, too."""
    CONTENT = "of random cases only some are asked this"
    """What a value holds, shows, writes and equals; not how it is copied and printed, which goes by its parts."""


_BY_PARTS: Final = frozenset(
    {Question.COPY, Question.PRINT, Question.PRINT_BESIDE, Question.AGAIN, Question.DISTURB, Question.SHARE}
)
"""What is answered for each part of a value alone: the catalogue has asked it of every part."""


def share_of(case: Case, layer: Layer | None) -> Share:
    """Return how much is asked of a case; everything of one that is of no layer."""
    if layer is None or sampled(case):
        return Share.ALL
    if case.twin is not None and case.twin.likeness is Likeness.DIFFERENT:
        return Share.PAIRS
    return Share.CONTENT if layer is Layer.RANDOM else Share.ALL


def sampled(case: Case) -> bool:
    """Return whether a case is one of the few that are asked everything, whatever their layer."""
    return int(case.id[8:], 16) % _SAMPLE == 0


@frozen
class Sort:
    """What a trial's laws say of all cases of one sort: each with its verdict where it does not speak of them."""

    of: Sequence[Law] = field(eq=False, repr=False)
    laws: Sequence[tuple[Law, Verdict | None]]
    asks: frozenset[Question]
    """The questions of the laws that speak of them."""

    @classmethod
    def of_case(cls, case: Case, laws: Sequence[Law], share: Share) -> Sort:
        """Return the sort of a case, of which a share of all questions is asked.

        A law about calls that hang or exit is judged by the calls that there are.
        """
        left_out = {law for law in laws if not law.ending and _leaves_out(share, law)}
        not_asked = Verdict(why_not=share.value)
        verdicts = [(law, law.unasked(case) or (not_asked if law in left_out else None)) for law in laws]
        asking = [law for law, unasked in verdicts if unasked is None and (share is Share.ALL or not law.ending)]
        return cls(laws, verdicts, frozenset[Question]().union(*(law.asks for law in asking)))


def _leaves_out(share: Share, law: Law) -> bool:
    if share is Share.CONTENT:
        return not law.asks.isdisjoint(_BY_PARTS)
    return share is Share.PAIRS and law.twin is None
