"""What a client does with a case, facet by facet, in a form in which two clients can be compared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from attrs import frozen

from runlaws.case import Case
from runlaws.client import Answer, Observation, Opaque, Outcome, Thrown
from runlaws.comparison import Aspect
from runlaws.contract import NewsKind
from runlaws.laws import View
from runlaws.values import ABSENT, Change, Difference, Json, Path, shortened, type_name, within, written

__all__ = ["Did", "Facet", "Facets", "facets_of"]

_WIDTH: Final = 60
_CHANGES: Final[Mapping[Change, str]] = {
    Change.DROPPED: "drops it",
    Change.NULL_MADE_ABSENT: "leaves the null out",
}
_NOT_JSON: Final = "(not JSON)"


class Facet(NamedTuple):
    """One thing that every client can be looked at for: an aspect, at a place of the document or for a way to ask."""

    aspect: Aspect
    at: str


class Did(NamedTuple):
    """What a client does: `key` tells it from what others do, `form` is that without values, `text` says it."""

    key: str
    form: str
    text: str


@frozen
class Facets:
    """What one client does with a case. What it was not asked, or cannot be, has no entry.

    `written` says whether it wrote the document, and `gone` has the places below which nothing of it is comparable.
    """

    entries: Mapping[Facet, Did]
    written: bool = False
    gone: frozenset[Path] = frozenset()

    def did(self, facet: Facet, path: Path | None) -> Did | None:
        """Return what the client does; a place of the document at which nothing is amiss is kept as it was."""
        known = self.entries.get(facet)
        if known is not None or facet.aspect is not Aspect.CONTENT or not self.written or path is None:
            return known
        return None if any(path[: len(other)] == other for other in self.gone if len(other) < len(path)) else _KEPT


_KEPT: Final = Did("kept", "keeps it as it is", "keeps it as it is")


def facets_of(case: Case, seen: Observation, *, one_sdk: bool) -> Facets:
    """Return what a client does with a case.

    Classes of errors and of values are only compared between versions of `one_sdk`: any two others differ in them.
    """
    entries: dict[Facet, Did] = {Facet(Aspect.ACCEPTANCE, ""): _outcome(seen)}
    entries.update(_endings(seen))
    if seen.decoded.thrown is not None:
        if one_sdk and not seen.decoded.thrown.ended:
            entries[Facet(Aspect.ERROR, "")] = _raises(seen.decoded.thrown)
        return Facets(entries)
    view = View(case, seen)
    entries.update(_content(view))
    entries.update(_shown(view, one_sdk=one_sdk))
    entries.update(_compared(case, seen))
    entries.update(_copied(seen))
    entries.update(_printed(seen))
    entries.update(_stable(seen))
    gone = frozenset(difference.path for difference in view.differences)
    return Facets(entries, view.written is not ABSENT, gone)


# -- accepting


_OUTCOMES: Final[Mapping[Outcome, str]] = {
    Outcome.ACCEPTED: "accepts it",
    Outcome.REFUSED: "refuses it",
    Outcome.CRASHED: "crashes",
    Outcome.HUNG: "hangs",
    Outcome.EXITED: "ends the process",
}


def _outcome(seen: Observation) -> Did:
    says, thrown = _OUTCOMES[seen.outcome], seen.decoded.thrown
    if seen.nothing:
        return Did("nothing", "makes nothing of it", "makes nothing of it")
    return Did(says, says, says if thrown is None else f"{says}: {shortened(str(thrown), _WIDTH)}")


def _endings(seen: Observation) -> Iterator[tuple[Facet, Did]]:
    for call, thrown in seen.cut_short.items():
        says = f"{'hangs' if thrown.ended == 'hang' else 'ends the process'} in {call}"
        yield Facet(Aspect.ENDING, call), Did(says, says, says)


def _raises(thrown: Thrown) -> Did:
    return Did(thrown.type, f"raises {thrown.type}", f"raises {shortened(str(thrown), _WIDTH)}")


# -- keeping and showing


def _content(view: View) -> Iterator[tuple[Facet, Did]]:
    """Yield whether the client writes the document, and where what it writes differs from it."""
    encoded = view.observation.encoded
    if encoded is None:
        return
    writes = Did("writes", "writes it", "writes it")
    yield Facet(Aspect.WRITING, ""), writes if encoded.thrown is None else _raises(encoded.thrown)
    if encoded.thrown is None and view.case.tree is None:
        yield Facet(Aspect.CONTENT, ""), _value(encoded.value, "writes")
    for difference in view.differences:
        yield Facet(Aspect.CONTENT, difference.pointer), _changed(difference)
    if encoded.thrown is None:
        yield from _written_again(view.observation, encoded)


def _written_again(seen: Observation, encoded: Answer) -> Iterator[tuple[Facet, Did]]:
    """Yield whether all encoders of the client write the same, and whether it reads and writes what it wrote."""
    by = next((name for name, answer in seen.encoded_by.items() if answer.value != encoded.value), "")
    says = f"writes something else by {by}" if by else "writes the same by every encoder"
    thrown = seen.encoded_by[by].thrown if by else None
    yield Facet(Aspect.STABILITY, "by each encoder"), Did(says, says, says) if thrown is None else _raises(thrown)
    again = seen.encoded_again
    if again is not None:
        same = "writes the same" if again.value == encoded.value else "writes something else"
        says = f"{same} of what it wrote"
        facet = Facet(Aspect.STABILITY, "when it reads what it wrote")
        yield facet, Did(says, says, says) if again.thrown is None else _raises(again.thrown)


def _changed(difference: Difference) -> Did:
    if difference.got is ABSENT:
        says = _CHANGES[difference.kind]
        return Did("gone", says, says)
    if difference.sent is ABSENT:
        return Did(_text(difference.got), "adds it", f"adds it: {shortened(written(difference.got), _WIDTH)}")
    types = f"{type_name(difference.sent)} to {type_name(difference.got)}"
    form = f"changes it ({types if difference.kind is Change.TYPE_CONFUSED else difference.kind.value})"
    return Did(_text(difference.got), form, f"writes {shortened(written(difference.got), _WIDTH)}")


def _shown(view: View, *, one_sdk: bool) -> Iterator[tuple[Facet, Did]]:
    """Yield what the client shows at each place of the document that holds a text, a number, or true or false."""
    shown = view.observation.shown
    unknown = {news.pointer for news in view.case.judgement.news if news.kind is NewsKind.UNKNOWN_MEMBER}
    for _, place, sent in view.case.places if shown else ():
        if isinstance(sent, str | int | float):
            did = _showing(sent, shown.get(place, ABSENT), one_sdk=one_sdk)
            odd = within(place, unknown)  # an attribute of the class may have its name, whose value is beside the point
            yield Facet(Aspect.SHOWING, place), did._replace(key=did.form) if odd else did
    for place, kind in view.observation.classes.items() if one_sdk else ():
        says = f"shows an object of class {kind.type}"
        yield Facet(Aspect.SHOWING, place), Did(says, says, says)


def _showing(sent: Json, value: object, *, one_sdk: bool) -> Did:
    if value is ABSENT:
        return Did("nothing", "does not show it", "does not show it")
    if isinstance(value, Thrown):
        return _raises(value)
    if isinstance(value, Opaque):
        says = f"shows {value}" if one_sdk else "shows an object of its own"
        return Did(says, says, f"shows {value}")
    key = _text(value)
    form = "shows it as it is" if key == _text(sent) else "shows another value"
    return Did(key, form, f"shows {shortened(written(value), _WIDTH)}")


def _value(value: Json, verb: str) -> Did:
    return Did(_text(value), f"{verb} a value ({type_name(value)})", f"{verb} {shortened(written(value), _WIDTH)}")


def _text(value: object) -> str:
    try:
        return json.dumps(value, sort_keys=True)
    except (TypeError, ValueError, RecursionError):
        return _NOT_JSON


# -- comparing, copying, printing


_OTHERS: Final = {"itself": "itself", "decoded_twice": "the same document again"}
_REPLIES: Final = "two replies with other headers"
"""What a client that sees no headers takes for equal, as there is nothing to tell them apart by."""


def _compared(case: Case, seen: Observation) -> Iterator[tuple[Facet, Did]]:
    for name, answer in (("itself", seen.itself), ("the same document again", seen.decoded_twice)):
        yield from _answered(Aspect.EQUALITY, name, answer, f"equals {name}", f"does not equal {name}")
    twin = seen.twin
    if case.twin is not None and twin is not None:
        at = case.twin.pointer
        yield from _answered(Aspect.EQUALITY, at, twin.equal, "takes both for equal", "tells them apart")
        yield from _consistent("the other way round", twin.equal, twin.equal_back)
        yield from _consistent("of two by !=", twin.equal, twin.unequal, negated=True)
    for name, answer in (("itself", seen.itself), ("decoded_twice", seen.decoded_twice)):
        yield from _consistent(f"of {_OTHERS[name]} by !=", answer, seen.negated.get(name), negated=True)
    if seen.triangle is not None:
        says = "equals two" if sum(answer.yes for answer in seen.triangle) == 2 else "equals none or both"
        yield Facet(Aspect.EQUALITY, "of three"), Did(says, f"{says} of three", f"{says} of three")
    blind = Answer(value=True) if seen.replies is None else seen.replies
    yield from _answered(Aspect.EQUALITY, _REPLIES, blind, "takes both for equal", "tells them apart")
    if any(answer.yes for answer in seen.strangers.values()):
        equal = next(name for name, answer in seen.strangers.items() if answer.yes)
        yield Facet(Aspect.EQUALITY, "strangers"), Did("equal", f"equals {equal}", f"equals {equal}")
    elif seen.strangers:
        yield Facet(Aspect.EQUALITY, "strangers"), Did("unequal", "equals no other value", "equals no other value")
    if seen.hashed is not None:
        first, again = seen.hashed
        same = first.thrown is None and again.thrown is None and first.value == again.value
        answer = first if first.thrown is not None else again if again.thrown is not None else Answer(same)
        yield from _answered(Aspect.HASHING, "", answer, "has a hash", "has another hash each time")


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
    yield Facet(aspect, at), Did(says, says, says) if answer.thrown is None else _raises(answer.thrown)


def _copied(seen: Observation) -> Iterator[tuple[Facet, Did]]:
    for way, copied in seen.copies.items():
        says = f"can be copied by {way}"
        if copied.thrown is not None:
            yield Facet(Aspect.COPYING, way), _raises(copied.thrown)
            continue
        if copied.equal is not None and not copied.equal.yes and seen.decoded_twice and seen.decoded_twice.yes:
            says = f"does not equal its copy by {way}"
        elif copied.encoded is not None and seen.encoded is not None and copied.encoded != seen.encoded:
            says = f"has other data in its copy by {way}"
        yield Facet(Aspect.COPYING, way), Did(says, says, says)


def _printed(seen: Observation) -> Iterator[tuple[Facet, Did]]:
    for way in [name for name in seen.printed if " " not in name]:
        later = [name for name in seen.printed if name.startswith(f"{way} ")]
        thrown = next((answer.thrown for name in (way, *later) if (answer := seen.printed[name]).thrown), None)
        says = f"prints another text {later[0].removeprefix(f'{way} ')}" if later else "prints a text"
        yield Facet(Aspect.PRINTING, way), _raises(thrown) if thrown is not None else Did(says, says, says)


# -- doing the same each time


def _stable(seen: Observation) -> Iterator[tuple[Facet, Did]]:
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
