"""What a client does with a case, facet by facet, in a form in which two clients can be compared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from runlaws.case import Case
from runlaws.client import Answer, Observation, Opaque, Outcome, Thrown
from runlaws.comparing._behaviour import compared, copied, printed, stable
from runlaws.comparing._did import WIDTH, Did, Facet, raises
from runlaws.comparison import Aspect
from runlaws.contract import NewsKind
from runlaws.laws import View
from runlaws.values import ABSENT, Change, Difference, Json, Path, shortened, type_name, within, written

__all__ = ["Facets", "facets_of"]

_CHANGES: Final[Mapping[Change, str]] = {
    Change.DROPPED: "drops it",
    Change.NULL_MADE_ABSENT: "leaves the null out",
}
_NOT_JSON: Final = "(not JSON)"


@frozen
class Facets:
    """What one client does with a case. What it was not asked, or cannot be, has no entry.

    `written` says whether it wrote the document, `shows` whether it was asked what its value shows; `gone` has the
    places below which nothing of what it wrote is comparable.
    """

    entries: Mapping[Facet, Did]
    written: bool = False
    shows: bool = False
    gone: frozenset[Path] = frozenset()

    def did(self, facet: Facet, path: Path | None) -> Did | None:
        """Return what the client does; a place of the document at which nothing is amiss is kept as it was."""
        known = self.entries.get(facet)
        if known is None and facet.aspect is Aspect.SHOWING and self.shows:
            return _NOTHING_SHOWN
        if known is not None or facet.aspect is not Aspect.CONTENT or not self.written or path is None:
            return known
        return None if any(path[: len(other)] == other for other in self.gone if len(other) < len(path)) else _KEPT


_KEPT: Final = Did("kept", "keeps it as it is", "keeps it as it is")


def facets_of(case: Case, seen: Observation, *, one_sdk: bool, shows: bool = True) -> Facets:
    """Return what a client does with a case.

    Classes of errors and of values are only compared between versions of `one_sdk`: any two others differ in them.
    `shows` says whether the client was asked what its value shows.
    """
    entries: dict[Facet, Did] = {Facet(Aspect.ACCEPTANCE, ""): _outcome(seen)}
    entries.update(_endings(seen))
    if seen.decoded.thrown is not None:
        if one_sdk and not seen.decoded.thrown.ended:
            entries[Facet(Aspect.ERROR, "")] = raises(seen.decoded.thrown)
        return Facets(entries)
    view = View(case, seen)
    entries.update(_content(view))
    if shows:
        entries.update(_shown(view, one_sdk=one_sdk))
    entries.update(compared(case, seen))
    entries.update(copied(seen))
    entries.update(printed(seen))
    entries.update(stable(seen))
    gone = frozenset(difference.path for difference in view.differences)
    return Facets(entries, view.written is not ABSENT, shows, gone)


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
    return Did(says, says, says if thrown is None else f"{says}: {shortened(str(thrown), WIDTH)}")


def _endings(seen: Observation) -> Iterator[tuple[Facet, Did]]:
    for call, thrown in seen.cut_short.items():
        says = f"{'hangs' if thrown.ended == 'hang' else 'ends the process'} in {call}"
        yield Facet(Aspect.ENDING, call), Did(says, says, says)


# -- keeping and showing


def _content(view: View) -> Iterator[tuple[Facet, Did]]:
    """Yield whether the client writes the document, and where what it writes differs from it."""
    encoded = view.observation.encoded
    if encoded is None:
        return
    writes = Did("writes", "writes it", "writes it")
    yield Facet(Aspect.WRITING, ""), writes if encoded.thrown is None else raises(encoded.thrown)
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
    yield Facet(Aspect.STABILITY, "by each encoder"), Did(says, says, says) if thrown is None else raises(thrown)
    again = seen.encoded_again
    if again is not None:
        same = "writes the same" if again.value == encoded.value else "writes something else"
        says = f"{same} of what it wrote"
        facet = Facet(Aspect.STABILITY, "when it reads what it wrote")
        yield facet, Did(says, says, says) if again.thrown is None else raises(again.thrown)


def _changed(difference: Difference) -> Did:
    if difference.got is ABSENT:
        says = _CHANGES[difference.kind]
        return Did("gone", says, says)
    if difference.sent is ABSENT:
        return Did(_text(difference.got), "adds it", f"adds it: {shortened(written(difference.got), WIDTH)}")
    types = f"{type_name(difference.sent)} to {type_name(difference.got)}"
    form = f"changes it ({types if difference.kind is Change.TYPE_CONFUSED else difference.kind.value})"
    return Did(_text(difference.got), form, f"writes {shortened(written(difference.got), WIDTH)}")


def _shown(view: View, *, one_sdk: bool) -> Iterator[tuple[Facet, Did]]:
    """Yield what the client shows at each place that holds no object and no array, and where a member is not there.

    Of objects and arrays the classes are compared between versions of one SDK.
    """
    shown, types = view.observation.shown, view.observation.types
    unknown = {news.pointer for news in view.case.judgement.news if news.kind is NewsKind.UNKNOWN_MEMBER}
    sent_at = {place: sent for _, place, sent in view.case.places}
    for place, sent in {**dict.fromkeys(shown), **sent_at}.items():
        if isinstance(sent, Mapping | list):
            continue
        did = _showing(sent, shown.get(place, ABSENT), one_sdk=one_sdk)
        if one_sdk and place in types:
            did = did._replace(key=f"{did.key} {types[place]}", text=f"{did.text} ({types[place]})")
        odd = within(place, unknown)  # an attribute of the class may have its name, whose value is beside the point
        yield Facet(Aspect.SHOWING, place), did._replace(key=did.form) if odd else did
    for place, kind in types.items() if one_sdk else ():
        if isinstance(sent_at.get(place), Mapping | list):
            says = f"shows an object of class {kind}"
            yield Facet(Aspect.SHOWING, place), Did(says, says, says)


_NOTHING_SHOWN: Final = Did("nothing", "shows nothing", "shows nothing")
"""What a null is shown as, or a member that is not there: as null, or not at all."""


def _showing(sent: Json, value: object, *, one_sdk: bool) -> Did:
    if value is None and sent is None:
        return _NOTHING_SHOWN
    if value is ABSENT:
        return _NOTHING_SHOWN if sent is None else Did("hidden", "does not show it", "does not show it")
    if isinstance(value, Thrown):
        return raises(value)
    if isinstance(value, Opaque):
        says = f"shows {value}" if one_sdk else "shows an object of its own"
        return Did(says, says, f"shows {value}")
    key = _text(value)
    form = "shows it as it is" if key == _text(sent) else "shows another value"
    return Did(key, form, f"shows {shortened(written(value), WIDTH)}")


def _value(value: Json, verb: str) -> Did:
    return Did(_text(value), f"{verb} a value ({type_name(value)})", f"{verb} {shortened(written(value), WIDTH)}")


def _text(value: object) -> str:
    try:
        return json.dumps(value, sort_keys=True)
    except (TypeError, ValueError, RecursionError):
        return _NOT_JSON
