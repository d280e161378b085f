"""How a client's values compare, copy, print, and stay the same, facet by facet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from runlaws.case import Case
from runlaws.client import Answer, Observation, TwinObservation
from runlaws.comparing._did import Did, Facet, raises
from runlaws.comparison import Aspect

__all__ = ["compared", "copied", "printed", "stable"]

_OTHERS: Final = {"itself": "itself", "decoded_twice": "the same document again"}
_REPLIES: Final = "two replies with other headers"
"""What a client that sees no headers takes for equal, as there is nothing to tell them apart by."""


def compared(case: Case, seen: Observation) -> Iterator[tuple[Facet, Did]]:
    """Yield what the client says of two values, by `==`, `!=` and hash."""
    for name, answer in (("itself", seen.itself), ("the same document again", seen.decoded_twice)):
        yield from _answered(Aspect.EQUALITY, name, answer, f"equals {name}", f"does not equal {name}")
    twin = seen.twin
    if case.twin is not None and twin is not None:
        at = case.twin.pointer
        if twin.decoded.thrown is not None:
            yield Facet(Aspect.EQUALITY, at), Did("refuses", "refuses the second one", "refuses the second one")
        yield from _answered(Aspect.EQUALITY, at, twin.equal, "takes both for equal", "tells them apart")
        yield from _hashes_of_equals(seen, twin)
        yield from _consistent("the other way round", twin.equal, twin.equal_back)
        yield from _consistent("of two by !=", twin.equal, twin.unequal, negated=True)
    for name, answer in (("itself", seen.itself), ("decoded_twice", seen.decoded_twice)):
        yield from _consistent(f"of {_OTHERS[name]} by !=", answer, seen.negated.get(name), negated=True)
    if seen.triangle is not None:
        says = "equals two" if sum(answer.yes for answer in seen.triangle) == 2 else "equals none or both"
        yield Facet(Aspect.EQUALITY, "of three"), Did(says, f"{says} of three", f"{says} of three")
    blind = Answer(value=True) if seen.replies is None else seen.replies
    yield from _answered(Aspect.EQUALITY, _REPLIES, blind, "takes both for equal", "tells them apart")
    yield from _met_strangers(seen)
    if seen.hashed is not None:
        first, again = seen.hashed
        same = first.thrown is None and again.thrown is None and first.value == again.value
        answer = first if first.thrown is not None else again if again.thrown is not None else Answer(same)
        yield from _answered(Aspect.HASHING, "", answer, "has a hash", "has another hash each time")


def _met_strangers(seen: Observation) -> Iterator[tuple[Facet, Did]]:
    """Yield whether a value equals something of another type."""
    thrown = next((answer.thrown for answer in seen.strangers.values() if answer.thrown is not None), None)
    if thrown is not None:
        yield Facet(Aspect.EQUALITY, "strangers"), raises(thrown)
    elif any(answer.yes for answer in seen.strangers.values()):
        equal = next(name for name, answer in seen.strangers.items() if answer.yes)
        yield Facet(Aspect.EQUALITY, "strangers"), Did("equal", f"equals {equal}", f"equals {equal}")
    elif seen.strangers:
        yield Facet(Aspect.EQUALITY, "strangers"), Did("unequal", "equals no other value", "equals no other value")


def _hashes_of_equals(seen: Observation, twin: TwinObservation) -> Iterator[tuple[Facet, Did]]:
    """Yield whether two documents that a client takes for equal have the same hash."""
    first = seen.hashed[0] if seen.hashed is not None else None
    if first is None or twin.hashed is None or twin.equal is None or not twin.equal.yes:
        return
    if first.thrown is None and twin.hashed.thrown is None:
        says = "the same hash" if first.value == twin.hashed.value else "different hashes"
        yield Facet(Aspect.HASHING, "of equal values"), Did(says, f"has {says} of equal values", f"has {says}")


def _consistent(
    at: str, answer: Answer | None, other: Answer | None, *, negated: bool = False
) -> Iterator[tuple[Facet, Did]]:
    """Yield whether two answers of a client go together."""
    if answer is not None and other is not None:
        says = "answers alike" if (answer.yes == other.yes) is not negated else "contradicts itself"
        yield Facet(Aspect.EQUALITY, at), Did(says, f"{says} {at}", f"{says} {at}")


def _answered(aspect: Aspect, at: str, answer: Answer | None, yes: str, no: str) -> Iterator[tuple[Facet, Did]]:
    if answer is None:
        return
    says = yes if answer.yes else no
    yield Facet(aspect, at), Did(says, says, says) if answer.thrown is None else raises(answer.thrown)


def copied(seen: Observation) -> Iterator[tuple[Facet, Did]]:
    """Yield whether a value can be copied in each way, and is then like the first one."""
    for way, copy in seen.copies.items():
        says = f"can be copied by {way}"
        if copy.thrown is not None:
            yield Facet(Aspect.COPYING, way), raises(copy.thrown)
            continue
        if copy.equal is not None and not copy.equal.yes and seen.decoded_twice and seen.decoded_twice.yes:
            says = f"does not equal its copy by {way}"
        elif copy.encoded is not None and seen.encoded is not None and copy.encoded != seen.encoded:
            says = f"has other data in its copy by {way}"
        yield Facet(Aspect.COPYING, way), Did(says, says, says)


def printed(seen: Observation) -> Iterator[tuple[Facet, Did]]:
    """Yield whether a value is printed in each way, and as the same text each time."""
    for way in [name for name in seen.printed if " " not in name]:
        later = [name for name in seen.printed if name.startswith(f"{way} ")]
        thrown = next((answer.thrown for name in (way, *later) if (answer := seen.printed[name]).thrown), None)
        says = f"prints another text {later[0].removeprefix(f'{way} ')}" if later else "prints a text"
        yield Facet(Aspect.PRINTING, way), raises(thrown) if thrown is not None else Did(says, says, says)


# -- doing the same each time


def stable(seen: Observation) -> Iterator[tuple[Facet, Did]]:
    """Yield whether the value stays what it was when it is asked, decoded again, or something else is changed."""
    if seen.again:
        call = next(iter(seen.again))
        yield Facet(Aspect.STABILITY, "when asked again"), Did(call, f"raises in {call}", f"raises in {call}")
    yield from _same_each_time("when asked everything", seen.held, seen.disturbed)
    first = seen.repeated.get("at first")
    again = {name: answer for name, answer in seen.repeated.items() if name == "at once" or name.startswith("after ")}
    yield from _same_each_time("when decoded again", first, again)
    if seen.shared:
        changed = next(iter(seen.shared))
        yield (
            Facet(Aspect.STABILITY, "when others change"),
            Did(changed, f"changes when {changed}", f"changes when {changed}"),
        )


def _same_each_time(when: str, before: Answer | None, later: Mapping[str, Answer]) -> Iterator[tuple[Facet, Did]]:
    if before is None or not later:
        return
    other = next((name for name, answer in later.items() if answer != before), "")
    says = f"holds something else {when} ({other})" if other else f"holds the same {when}"
    yield Facet(Aspect.STABILITY, when), Did(says, says, says)
