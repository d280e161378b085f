"""Members that a client has under other names than they were sent under, where others may stand."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import Final

from runlaws.contract import NewsKind
from runlaws.finding import Finding
from runlaws.values import ABSENT, Change, Path, at_path, path_of, same_json
from runlaws.verdict import Failure, Words

__all__ = ["of_renaming"]

_NO_LETTER: Final = re.compile(r"[\W_]")


def of_renaming(finding: Finding, law: str) -> Iterator[Hashable]:
    """Yield how a member of a document was renamed, if a finding of a law, or family of laws, is due to that.

    It is lost under its own name, and its value stands under another one: as something that was added, or, if it was
    an unknown one, in the place of a known member, which may be in any way unlike it. A finding of either kind has the
    member in its document.
    """
    failure, tree = finding.failure, finding.case.tree or {}
    place = path_of(tree, failure.pointer)
    if place and failure.kind.endswith((Change.DROPPED, Change.ADDED)):
        yield "renamed", law, finding.case.id, place[:-1], _letters(place[-1])
    for news in finding.case.judgement.news:
        if news.kind is not NewsKind.UNKNOWN_MEMBER:
            continue
        sent = path_of(tree, news.pointer)
        if place == sent and failure.got is ABSENT:
            yield "renamed", law, finding.case.id, news.pointer
        elif _stands_for(place, sent) and _is_got(failure, at_path(tree, sent + place[len(sent) :])):
            yield "renamed", law, finding.case.id, news.pointer
            yield "renamed", _how(str(sent[-1]), str(place[len(sent) - 1]))
        elif failure.kind == Change.ADDED and place[:-1] == sent[:-1]:  # beside it, in a document that is minimal
            yield "renamed", law, finding.case.id, news.pointer
            yield ("renamed",)


def _stands_for(place: Path, sent: Path) -> bool:
    """Return whether a place is in a member that is beside another one, and named like it."""
    if len(place) < len(sent) or place[: len(sent) - 1] != sent[:-1] or place[: len(sent)] == sent:
        return False
    return _letters(sent[-1]) == _letters(place[len(sent) - 1])


def _letters(name: str | int) -> str:
    return _NO_LETTER.sub("", str(name)).casefold()


def _is_got(failure: Failure, value: object) -> bool:
    return not isinstance(failure.got, Words) and failure.got is not ABSENT and same_json(failure.got, value)


def _how(name: str, other: str) -> str:
    """Return in what two names differ that have the same letters."""
    if name.casefold() == other.casefold():
        return "case"
    if name.strip() == other.strip():
        return "white space"
    return "underscores around it" if name.strip("_") == other.strip("_") else "separators"
