"""What matters of a document: cut to a place, or line by line with the place marked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from attrs import frozen

from runlaws.case import Case, Likeness
from runlaws.comparison import Disagreement
from runlaws.contract import NewsKind
from runlaws.document import read, write
from runlaws.finding import Finding
from runlaws.reports._cut import cut
from runlaws.reports._shared import document_text, reasons_of, value_text
from runlaws.reports._spelled import spelled_members
from runlaws.reports._text import compares_second
from runlaws.values import ABSENT, Json, Path, at_path, path_of, pointer, written
from runlaws.verdict import Words

__all__ = ["Line", "Role", "excerpt", "excerpt_for", "excerpt_of", "marked_lines", "place_of"]

_OF_THE_DOCUMENT: Final = 300
_MOST_LINES: Final = 400
_MOST_GOT: Final = 12
_STEP: Final = "  "


def excerpt(document: bytes, place: str, others: Collection[str] = ()) -> str:
    """Return what matters of a document: a place with its surroundings and `others`, or else the document's beginning.

    The others are pointers, or patterns of pointers.
    """
    tree = read(document).tree
    if tree and (place or others):
        spelled = spelled_members(document) if _is_odd(tree, document) else {}
        return cut(dict(tree), [place, *others] if place else others, spelled)
    text = document.decode("utf-8", "backslashreplace") or "(no bytes)"
    return text if len(text) <= _OF_THE_DOCUMENT else f"{text[:_OF_THE_DOCUMENT]}…  ({len(document)} bytes)"


def _is_odd(tree: Mapping[str, Json], document: bytes) -> bool:
    """Return whether a document has something its tree does not show: a name twice, or another form of a number."""
    try:
        return write(tree) != document
    except (RecursionError, ValueError):
        return True


def excerpt_of(finding: Finding, document: bytes | None = None) -> str:
    """Return what matters of the document of a finding, or of another one that it is compared with.

    All that is wrong or new in it is there, and what is not as in the simplest document.
    """
    case, failure = finding.case, finding.failure
    twins = [case.twin.pointer] if case.twin is not None and compares_second(failure.law) else []
    others = [*twins, *_beside(case, finding.notable), *(each for each in finding.matter if each.startswith("/"))]
    return excerpt(case.document if document is None else document, place_of(finding), list(filter(None, others)))


def excerpt_for(disagreement: Disagreement, document: bytes) -> str:
    """Return what matters of a document on which clients part."""
    place = disagreement.pointer if disagreement.pointer.startswith("/") else ""
    return excerpt(document, place, list(filter(None, _beside(disagreement.case, disagreement.notable))))


def _beside(case: Case, notable: Iterable[str]) -> Iterator[str]:
    """Yield the places of what is wrong or new, of a variant the whole object, then of members that are notable."""
    for violation in case.judgement.violations:
        yield violation.pointer
    for news in case.judgement.news:
        yield news.pointer.rpartition("/")[0] if news.kind is NewsKind.UNKNOWN_VARIANT else news.pointer
    for name in notable:
        yield pointer((name,))


def place_of(finding: Finding) -> str:
    """Return the place that matters: of the failure or, where that is the whole document, of what is wrong or new.

    Where nothing is, it is the first member that is not in its simplest form, the state last.
    """
    reasons = reasons_of(finding.case)
    state = finding.case.judgement.profile.object.state
    odd = sorted(finding.notable, key=lambda name: name == state)
    return finding.failure.pointer or (reasons[0].pointer if reasons else pointer(odd[:1]))


# -- line by line

Role: TypeAlias = Literal["", "sent", "got", "first", "second", "here"]
"""What a line is marked as: what was sent and what came back in its place, what differs in the first document and in
the second, or the place that matters."""


class Line(NamedTuple):
    """A line of a document as it is shown."""

    text: str
    role: Role = ""


def marked_lines(finding: Finding) -> list[Line]:
    """Return the document of a finding line by line, with what came back below what was sent.

    A document that is no JSON object, or that is spelled in a way that would not show, is one line as it is, below one
    that is cut to the place.
    """
    document, place = finding.case.document, place_of(finding)
    tree = finding.case.tree
    try:
        if tree is not None and write(tree) == document:
            lines = list(_Marked.of(finding).lines_of(tree))
            if len(lines) <= _MOST_LINES:
                return lines
    except RecursionError:  # it is as deep as the stack
        pass
    as_it_is = Line(document_text(document))
    return [Line(excerpt(document, place), "here"), as_it_is] if tree is not None and place else [as_it_is]


@frozen
class _Marked:
    """A walk through a tree that marks the `target` as something, and shows what is there `instead`, if anything is."""

    target: Path
    role: Role
    instead: object = None
    instead_role: Role = ""

    @classmethod
    def of(cls, finding: Finding) -> _Marked:
        """Return the walk for a finding: by what two documents differ in, or by what was sent and what came back."""
        failure, tree, twin = finding.failure, finding.case.tree or {}, finding.case.twin
        if twin is not None and twin.likeness is Likeness.DIFFERENT and isinstance(failure.got, Words):
            other = read(twin.document).tree
            if other is not None and compares_second(failure.law):
                path = path_of(tree, twin.pointer)
                return cls(path, "first", at_path(other, path), "second")
        path = path_of(tree, place_of(finding))
        if failure.pointer and not isinstance(failure.got, Words):
            return cls(path, "sent", failure.got, "got")
        return cls(path, "here")

    def lines_of(self, value: Json, path: Path = (), lead: str = "", end: str = "") -> Iterator[Line]:
        """Yield the lines of the value at a path; `lead` comes before it on its first line, `end` after it."""
        role: Role = self.role if path and path[: len(self.target)] == self.target else ""
        yield from self._value(value, path, lead, end, role)
        if path == self.target and path and self.instead_role:
            yield from self._came_back(lead, end)

    def _value(self, value: Json, path: Path, lead: str, end: str, role: Role) -> Iterator[Line]:
        parts, brackets = _parts(value)
        missing = self._missing(value, path)
        if not parts and missing is None:
            yield Line(f"{lead}{written(value)}{end}", role)
            return
        indent = _STEP * (len(path) + 1)
        yield Line(f"{lead}{brackets[0]}", role)
        for number, (step, part) in enumerate(parts, 1):
            name = f"{written(step)}: " if isinstance(step, str) else ""
            comma = "," if number < len(parts) else ""
            yield from self.lines_of(part, (*path, step), f"{indent}{name}", comma)
        if missing is not None:
            name = f"{indent}{written(missing)}: " if isinstance(missing, str) else indent
            yield Line(f"{name}(not there)", self.role)
            yield from self._came_back(name, "") if self.instead_role else ()
        yield Line(f"{_STEP * len(path)}{brackets[1]}{end}", role)

    def _missing(self, value: Json, path: Path) -> str | int | None:
        """Return the last step to the target if that is a part of a value which the value does not have."""
        if not self.target or path != self.target[:-1] or not isinstance(value, dict | list):
            return None
        return self.target[-1] if at_path(value, self.target[-1:]) is ABSENT else None

    def _came_back(self, lead: str, end: str) -> Iterator[Line]:
        if self.instead is ABSENT:
            yield Line(f"{lead}(not there)", self.instead_role)
            return
        lines = _plain(self.instead, lead, end)
        short = [f"{lead}{value_text(self.instead)}{end}"]
        yield from (Line(line, self.instead_role) for line in (lines if len(lines) <= _MOST_GOT else short))


def _parts(value: Json) -> tuple[Sequence[tuple[str | int, Json]], str]:
    if isinstance(value, dict):
        return list(value.items()), "{}"
    return (list(enumerate(value)), "[]") if isinstance(value, list) else ((), "")


def _plain(value: object, lead: str, end: str) -> list[str]:
    """Return the lines of what came back, which may be anything."""
    if not isinstance(value, dict | list) or not value:
        return [f"{lead}{value_text(value)}{end}"]
    indent = lead[: len(lead) - len(lead.lstrip())]
    parts, brackets = _parts(value)
    lines = [f"{lead}{brackets[0]}"]
    for number, (step, part) in enumerate(parts, 1):
        name = f"{written(step)}: " if isinstance(step, str) else ""
        lines += _plain(part, f"{indent}{_STEP}{name}", "," if number < len(parts) else "")
    return [*lines, f"{indent}{brackets[1]}{end}"]
