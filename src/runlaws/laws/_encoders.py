"""The law about clients that write in several ways."""

from __future__ import annotations

from collections.abc import Iterator

from runlaws.client import Question
from runlaws.contract import Standing
from runlaws.laws._changes import NULLS
from runlaws.laws._corruption import no_silent_corruption
from runlaws.laws._law import Broken, Family, Need, broken_at, law
from runlaws.laws._round_trip import (
    round_trip,
    round_trip_absent_and_null,
    round_trip_encodes,
    round_trip_numbers,
    round_trip_text,
    round_trip_unknowns,
)
from runlaws.laws._severity import Severity
from runlaws.laws._view import View
from runlaws.values import ABSENT, differences

__all__ = ["encoders_agree"]


@law(
    "encoders-agree",
    "all encoders of a client must write a value as the same data",
    family=Family.PURITY,
    severity=Severity.CORRUPTION,
    why="What one part of a program stores, another part reads.",
    standings=frozenset(Standing) - {Standing.MALFORMED},
    asks=[Question.ENCODE, Question.SHOW],
    needs=[Need.ENCODING],
    gives_way_to=(
        round_trip,
        round_trip_encodes,
        round_trip_unknowns,
        round_trip_numbers,
        round_trip_text,
        round_trip_absent_and_null,
        no_silent_corruption,
    ),
)
def encoders_agree(view: View) -> Iterator[Broken]:
    """Asked where each of them keeps what the policy says is kept: of what need not be kept, they keep the same.

    But for members that the policy omits, and for null against absent where it makes no difference.
    """
    for name, other in view.by_encoder.items():
        if other.written is ABSENT or view.written is ABSENT:
            continue
        for difference in differences(view.written, other.written):
            same = difference.kind in NULLS and view.policy.at("absent_and_null", difference.pointer) == "same"
            if not same and not view.omitted(difference.pointer):
                yield from broken_at([difference], after=name)
