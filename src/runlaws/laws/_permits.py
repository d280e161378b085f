"""Finding the setting of a policy that permits a failure, by judging the same observation under changed policies."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final, TypeAlias

from attrs import evolve, fields_dict

from runlaws.client import EVERYWHERE, Policy, PolicyError, Thrown, short_name
from runlaws.contract import Either, News, NewsKind, Record, Tagged
from runlaws.laws._law import ACCEPTABLE, Law
from runlaws.laws._licence import SETTINGS
from runlaws.laws._settings import check_places
from runlaws.laws._showing import HIDDEN
from runlaws.laws._view import View
from runlaws.values import ABSENT, Path, leaves, path_of, pattern, places
from runlaws.verdict import Failure

__all__ = ["permit"]

_Candidate: TypeAlias = tuple[str, Any]
"""A setting and the value that it would have."""


def permit(
    law: Law,
    view: View,
    failure: Failure,
    *,
    refused_for_width: Callable[[Collection[str]], bool] = lambda _: True,
    refused_for_notation: Callable[[], bool] = lambda: True,
    dropped_for_null: Callable[[], bool] = lambda: True,
) -> str:
    """Return the setting that permits a failure, as code to paste: `Policy(omits=("/usage",))`; empty if none does.

    Of several the first that says the least, and none under which the law finds something else. None is offered that
    would only hide what the client did: an exception of Python's own stays a crash, and a value that became another one
    stays wrong. `refused_for_width` says whether a document was refused for the numbers at some places, which are wide
    (all, where none is given), `refused_for_notation` whether for integers with a fraction; `dropped_for_null` whether
    a new member is dropped as it is null, and kept else.
    """
    failing, permitted = _places_and_kinds(law, view), (failure.pointer, failure.kind)
    if law.stands_alone or permitted not in failing:
        return ""
    for setting, value in _candidates(view, failure):
        permitting = _under(view, setting, value)
        left = {permitted} if permitting is None else _places_and_kinds(law, permitting)
        if left and (
            setting == "duplicates" or not left <= failing - {permitted}
        ):  # a name that stands twice is one fault
            continue
        if setting == "absent_and_null" and _is_new(view, failure) and not dropped_for_null():
            continue
        if setting == "integer_notation" and not refused_for_notation():
            continue
        about_width = view.refused and setting in _WIDTHS
        if not about_width or refused_for_width(value.keys() if isinstance(value, Mapping) else ()):
            return f"Policy({setting}={_code(setting, value)})"
    return ""


_WIDTHS: Final = frozenset({"integers", "floats"})
"""The settings that say how wide numbers are."""


def _places_and_kinds(law: Law, view: View) -> set[tuple[str, str]]:
    """Return the place and the kind of each failure of a law."""
    return {(failure.pointer, failure.kind) for failure in law.judge(view).failures}


def _is_new(view: View, failure: Failure) -> bool:
    """Return whether a failure is at an unknown member."""
    unknown = (news for news in view.case.judgement.news if news.kind is NewsKind.UNKNOWN_MEMBER)
    return any(news.pointer == failure.pointer for news in unknown)


def _under(view: View, setting: str, value: Any) -> View | None:
    """Return what is seen under a policy with one other setting, or None where that is no policy."""
    try:
        policy = evolve(view.policy, **{setting: value})
        check_places(policy, view.profile)
    except PolicyError:
        return None
    seen = evolve(view.observation, policy=policy)
    if setting == "errors" and view.thrown is not None:
        seen = evolve(seen, decoded=evolve(seen.decoded, thrown=evolve(view.thrown, own=True)))
    return View(view.case, seen)


def _code(setting: str, value: Any) -> str:
    if not isinstance(value, tuple):
        return repr(value) if isinstance(value, bool) else json.dumps(value)
    items = [short_name(item) if setting == "errors" else json.dumps(item) for item in value]
    return f"({', '.join(items)}{',' if len(items) == 1 else ''})"


# -- what could permit it, that which says the least first


def _candidates(view: View, failure: Failure) -> Iterator[_Candidate]:
    if view.thrown is not None and not view.refused:
        yield from _of_errors(view.policy, view.thrown)
    elif view.thrown is not None:
        yield from _of_refusing(view, view.thrown)
    elif not view.observation.nothing:
        yield from _of_news(view, failure)
        yield from _of_values(view, failure)
        yield from _of_the_whole(view)


def _of_errors(policy: Policy, thrown: Thrown) -> Iterator[_Candidate]:
    """Yield the most general class of an exception's package, unless that is Python's own."""
    package = thrown.classes[0].partition(".")[0] if thrown.classes else ""
    if package and package not in sys.stdlib_module_names:
        name = [name for name in thrown.classes if name.partition(".")[0] == package][-1]
        default = fields_dict(Policy)["errors"].default
        yield "errors", (name,) if policy.errors == default else (*policy.errors, name)


def _of_refusing(view: View, thrown: Thrown) -> Iterator[_Candidate]:
    """Yield settings that would let the client refuse a document: for news, wide numbers, missing members or nulls."""
    for news in view.case.judgement.news:
        yield from _placed(view, SETTINGS[news.kind], _around(view, news), "refuse")
    for path, value in leaves(view.tree):
        if isinstance(value, int) and not isinstance(value, bool):
            yield from _widths(view, path, value)
        elif isinstance(value, float):
            yield from _placed(view, "floats", pattern(path), "single")
    if any(violation.rule.endswith(".spelling") for violation in view.case.judgement.violations):
        yield "integer_notation", "digits"  # whoever cannot read one of them at one place cannot anywhere
    yield from _of_a_dialect(view, thrown.message)


def _of_a_dialect(view: View, message: str) -> Iterator[_Candidate]:
    """Yield the member that a refusal is about: the only one that is missing or null, or one that its text names.

    What is named as the object around another one (`usage.total_tokens`) is not what the refusal is about.
    """
    lacking = [("requires", path) for path in _missing(view)]
    nulls = [("not_null", path) for path, value in leaves(view.tree) if value is None]
    candidates = [*lacking, *nulls]
    for setting, path in candidates:
        if len(candidates) == 1 or re.search(rf"\b{re.escape(str(path[-1]))}\b(?![./\[]\w)", message):
            yield setting, (*sorted(getattr(view.policy, setting)), pattern(path))


def _missing(view: View) -> Iterator[Path]:
    """Yield the members that the contract names for objects in the document, and that the document lacks."""
    for path, value in [((), view.tree), *places(view.tree)]:
        shape = view.shape_at(path)
        if isinstance(shape, Record) and isinstance(value, Mapping):
            yield from ((*path, name) for name in shape.members if name not in value)


def _of_news(view: View, failure: Failure) -> Iterator[_Candidate]:
    """Yield settings that would let the client accept or drop the news in a document."""
    for news in view.case.judgement.news:
        setting, place = SETTINGS[news.kind], _around(view, news)
        if view.promised_for(news) == "refuse":
            yield from _placed(view, setting, place, "keep")
        elif failure.got is ABSENT and news.kind is NewsKind.UNKNOWN_MEMBER:
            if failure.sent is None:
                yield from _placed(view, "absent_and_null", pattern(path_of(view.tree, news.pointer)), "same")
            yield from _placed(view, setting, place, "drop")
        elif failure.got is ABSENT and news.kind is NewsKind.UNKNOWN_VARIANT:
            yield from _placed(view, setting, place, "tag")


def _of_values(view: View, failure: Failure) -> Iterator[_Candidate]:
    """Yield settings that would let the client lose or change a value at the place of a failure."""
    path = path_of(view.tree, failure.pointer)
    if failure.kind in HIDDEN:
        yield "hides", (*sorted(view.policy.hides), pattern(path) or "/*")
    if not path:
        return
    yield from _placed(view, "absent_and_null", pattern(path), "same")
    if isinstance(failure.sent, int) and not isinstance(failure.sent, bool):
        yield from _widths(view, path, failure.sent)
    elif isinstance(failure.sent, float):
        yield from _placed(view, "negative_zero", pattern(path), "zero")
        yield from _placed(view, "floats", pattern(path), "single")
    if failure.got is ABSENT and _is_member(view, path):
        yield "omits", (*sorted(view.policy.omits), pattern(path))


def _of_the_whole(view: View) -> Iterator[_Candidate]:
    """Yield settings that would permit a failure that is not about one value."""
    seen = view.observation
    if view.policy.duplicates != "any":
        yield from (("duplicates", word) for word in ("last", "first", "any"))
    if view.policy.invalid == "refuse":
        yield "invalid", "schema"
    if view.policy.invalid != "accept":
        yield "invalid", "accept"
    twice = seen.decoded_twice if view.case.standing in ACCEPTABLE else None  # others may be equal all the same
    if twice is not None and twice.thrown is None and not twice.yes:
        yield "equality", "identity"
    if seen.hashed is not None and seen.hashed[0].thrown is not None and seen.hashed[0].thrown.type == "TypeError":
        yield "hashable", False


# -- settings by place


def _placed(view: View, setting: str, place: str, word: str) -> Iterator[_Candidate]:
    """Yield a setting with another word for one place, then for all places."""
    said = getattr(view.policy, setting)
    default = fields_dict(Policy)[setting].default
    if place:
        others = dict(said) if isinstance(said, Mapping) else {EVERYWHERE: said}
        if others[EVERYWHERE] == default:
            del others[EVERYWHERE]
        yield setting, {**others, place: word}
    yield setting, word


def _widths(view: View, path: Path, value: int) -> Iterator[_Candidate]:
    """Yield the widths, the greatest first, that an integer goes beyond and that its client does not say it has."""
    for width in ("int64", "double", "int32"):
        if not Policy(integers=width).holds(value):
            yield from _placed(view, "integers", pattern(path), width)


def _around(view: View, news: News) -> str:
    """Return the pattern of an unknown value, or of the object that an unknown member or variant is in."""
    path = path_of(view.tree, news.pointer)
    return pattern(path if news.kind is NewsKind.UNKNOWN_VALUE else path[:-1])


def _is_member(view: View, path: Path) -> bool:
    """Return whether a place is a member that the contract names: of a map or free data none can be modelled."""
    shape = view.shape_at(path[:-1])
    return isinstance(shape, Record | Tagged | Either) and isinstance(path[-1], str)
