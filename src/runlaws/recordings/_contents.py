"""What is in a body of any format, and in what is in it."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import define, field

from runlaws.contract import Profile
from runlaws.document import Reading, read
from runlaws.objects import announced, recognize
from runlaws.recordings._fragment import Fragment, FragmentKind, nothing_like
from runlaws.recordings._lines import EMPTY
from runlaws.recordings._nodes import Node, TextNode, TreeNode, values_in
from runlaws.recordings._packed import GZIP, archive_name, in_utf_8, unpacked
from runlaws.recordings._piece import MOST_BYTES, MOST_FORMATS, MOST_LEVELS, MOST_UNPACKED, Piece, RecordingError, mib
from runlaws.recordings._readers import parts_of_text, parts_of_tree, text_reader
from runlaws.values import Path, pointer

__all__ = ["Contents"]

_BOM: Final = b"\xef\xbb\xbf"
_ANY_JSON: Final = re.compile(rb'\s*[{\["\-\dtfn]')
_INSIDE_TEXT: Final = re.compile(r"\s*(?:\"?[{\[]|event:|data:|HTTP/)")
_FOREIGN: Final = "it is not JSON, nor of any other format that is opened"


class Report(enum.Enum):
    """What is reported of a body besides the documents in it."""

    ALL = "all"
    """That it cannot be read, and that it is of no format that is known: of files and lines."""
    BROKEN = "broken"
    """That it cannot be read: of recorded bodies and events, any of which may be something else."""
    NONE = "none"
    """Nothing: of a text that only might hold a document."""


@define
class Contents:
    """What is in one file, for a profile. `suffix` is that of the file's name."""

    profile: Profile
    suffix: str = ""
    _left: int = field(init=False, default=MOST_UNPACKED)
    _is_cut: bool = field(init=False, default=False)

    @property
    def _nothing(self) -> str:
        return nothing_like(self.profile.object.name)

    def whole(self, body: bytes) -> Iterator[Fragment]:
        """Yield what is in a whole file: at least one fragment."""
        empty = True
        for fragment in self._content("", body, 0, Report.ALL):
            empty = False
            yield fragment
        if empty:
            within = f" within {MOST_LEVELS} levels, the most that are looked into" if self._is_cut else ""
            yield Fragment("", body, FragmentKind.OTHER, self._nothing + within)

    def lines(self, place: str, lines: Iterable[bytes], depth: int = 0) -> Iterator[Fragment]:
        """Yield what is in each line: at least one fragment, unless the line is empty. Lines count from 1."""
        number, complete = 0, True
        for line in lines:
            begins = complete
            complete = line.endswith(b"\n")
            number += begins
            if len(line) > MOST_BYTES and begins:
                says = f"is larger than {mib(MOST_BYTES)}, the most that is read as one line"
                yield Fragment(f"{place}:{number}", b"", FragmentKind.BROKEN, says)
            elif begins and not line.isspace():
                yield from self._line(f"{place}:{number}", line.removeprefix(_BOM).rstrip(b"\r\n"), depth)

    def _line(self, place: str, line: bytes, depth: int) -> Iterator[Fragment]:
        reading = read(line)
        if reading.tree is not None and recognize(reading.tree, self.profile).judge:
            yield self._run(place, line, reading)
            return
        empty = True
        for fragment in self._content(place, line, depth + 1, Report.ALL):
            empty = False
            foreign = fragment.kind is FragmentKind.FOREIGN
            yield Fragment(place, line, FragmentKind.BROKEN, _fault(reading)) if foreign else fragment
        if empty:
            yield Fragment(place, line, FragmentKind.OTHER, self._nothing)

    def _content(self, place: str, body: bytes, depth: int, report: Report) -> Iterator[Fragment]:
        """Yield what is in a body; `depth` counts the formats around it."""
        try:
            if depth > MOST_FORMATS:
                msg = f"is inside more than {MOST_FORMATS} formats, the most that are opened"
                raise RecordingError(msg)
            yield from self._opened(place, body, depth, report)
        except RecordingError as error:
            if report is not Report.NONE:
                yield Fragment(place, body, FragmentKind.BROKEN, error.says)

    def _opened(self, place: str, body: bytes, depth: int, report: Report) -> Iterator[Fragment]:
        plain = in_utf_8(self._unpacked(body) if body.startswith(GZIP) else body)
        text = plain.removeprefix(_BOM)
        if plain is not body:
            yield from self._content(place, plain, depth + 1, report)
        elif not text.strip():
            if report is Report.ALL:
                raise RecordingError(EMPTY)
        elif name := archive_name(body):
            if report is Report.ALL:
                raise RecordingError(f"is {name}, which is not opened")
        elif reader := text_reader(text):
            yield from self._parts(place, reader(text), depth, Report.BROKEN)
        else:
            yield from self._text(place, body, text, depth, report)

    def _unpacked(self, body: bytes) -> bytes:
        content = unpacked(body, self._left)
        self._left -= len(content)
        return content

    def _text(self, place: str, body: bytes, text: bytes, depth: int, report: Report) -> Iterator[Fragment]:
        """Yield what is in a body of JSON, or of a format that is known only by trying."""
        reading = read(body)
        if reading.tree is not None and recognize(reading.tree, self.profile).judge:
            yield self._run(place, body, reading)
            return
        fault = _fault(reading)
        if reading.faults and reading.faults[0].rule == "json.encoding":
            raise RecordingError(fault)
        nodes = values_in(text.decode()) if _ANY_JSON.match(text) else []
        if nodes is None:
            yield self._run(place, body, reading)  # nested deeper than parsers agree to read: ambiguous
        elif nodes and not nodes[0].rest:
            yield from self._value(place, (), nodes[0], depth)
        elif nodes and isinstance(nodes[0].value, dict | list) and nodes[0].rest[0] in "{[":
            yield from self._values(place, text, nodes, depth)
        elif not nodes and _is_cut_line(text):
            yield from self.lines(place, text.splitlines(keepends=True), depth)
        elif parts := parts_of_text(text, self.suffix if not place else "", fault):
            yield from self._parts(place, parts, depth, report)
        elif report is Report.ALL:
            yield Fragment(place, body, FragmentKind.FOREIGN, f"{self._nothing}: {_FOREIGN}")

    def _values(self, place: str, text: bytes, nodes: list[TextNode], depth: int) -> Iterator[Fragment]:
        """Yield what is in JSON values after one another: on a line each, or printed for people."""
        first, last = nodes[0], nodes[-1]
        if b"\n" not in first.document() and first.ends_its_line:
            yield from self.lines(place, text.splitlines(keepends=True), depth)
        else:
            for number, node in enumerate(nodes, 1):
                yield from self._value(f"{place} document {number}", (), node, depth)
            if last.rest:
                fault = _fault(read(last.rest.encode()))
                yield Fragment(f"{place} document {len(nodes) + 1}", last.rest.encode(), FragmentKind.BROKEN, fault)

    def _parts(self, place: str, parts: Iterable[Piece], depth: int, report: Report) -> Iterator[Fragment]:
        """Yield what is in the parts of a file, as a reader has them."""
        for part in parts:
            here, content = place + part.place, part.content
            if part.error:
                yield Fragment(here, content if isinstance(content, bytes) else b"", FragmentKind.BROKEN, part.error)
            elif not isinstance(content, bytes):
                yield from self._value(here, (), TreeNode(content), depth)
            elif part.event and announced(part.event, self.profile):
                reading = read(content)
                if reading.faults:
                    yield Fragment(here, content, FragmentKind.BROKEN, _fault(reading))
                else:
                    yield self._run(here, content, reading)
            else:
                yield from self._content(here, content, depth + 1, report)

    def _value(self, place: str, path: Path, node: Node, depth: int) -> Iterator[Fragment]:
        """Yield what is in a value: the run that it is, or those in it, or the name of what else it is."""
        value, here = node.value, f"{place} {pointer(path)}" if path else place
        if isinstance(value, str):
            if _INSIDE_TEXT.match(value):
                yield from self._content(here, value.encode("utf-8", "surrogatepass"), depth + 1, Report.NONE)
        elif isinstance(value, bytes):
            yield from self._content(here, value, depth + 1, Report.NONE)
        elif isinstance(value, Mapping):
            known = recognize(value, self.profile)
            parts = None if known.judge else parts_of_tree(value)
            if known.judge:
                yield self._run(here, node.document())
            elif parts is not None:
                yield from self._parts(here, parts, depth, Report.BROKEN)
            else:
                empty = True
                for fragment in self._members(place, path, node, depth) if known.look else ():
                    empty = False
                    yield fragment
                if empty and known.name:
                    yield Fragment(here, node.document(), FragmentKind.OTHER, known.name)
        elif isinstance(value, list | tuple):
            yield from self._items(place, path, node, depth)

    def _members(self, place: str, path: Path, node: Node, depth: int) -> Iterator[Fragment]:
        """Yield what is in the members of an object. What was sent is not looked into where an answer stands beside."""
        members = node.value if isinstance(node.value, Mapping) else {}
        event = members.get("event")
        for name, child in self._children(path, node):
            if name == "request" and "response" in members:
                continue
            is_sure = name == "data" and isinstance(event, str) and announced(event, self.profile)
            if is_sure and isinstance(child.value, Mapping):
                yield self._run(f"{place} {pointer((*path, name))}", child.document())
            else:
                yield from self._value(place, (*path, name), child, depth)

    def _items(self, place: str, path: Path, node: Node, depth: int) -> Iterator[Fragment]:
        """Yield what is in the items of an array. Beside a run, an item that nothing is known about is reported."""
        unknown: list[Fragment] = []
        has_run = False
        for index, child in self._children(path, node):
            inside = list(self._value(place, (*path, index), child, depth))
            yield from inside
            has_run = has_run or any(fragment.kind is FragmentKind.RUN for fragment in inside)
            if not inside:
                here = f"{place} {pointer((*path, index))}"
                unknown.append(Fragment(here, child.document(), FragmentKind.OTHER, self._nothing))
        if has_run:
            yield from unknown

    def _children(self, path: Path, node: Node) -> Iterator[tuple[str | int, Node]]:
        if len(path) < MOST_LEVELS:
            yield from node.children()
        else:
            self._is_cut = True

    def _run(self, place: str, document: bytes, reading: Reading | None = None) -> Fragment:
        if len(document) > MOST_BYTES:
            says = f"is larger than {mib(MOST_BYTES)}, the most that is read as one document"
            return Fragment(place, b"", FragmentKind.BROKEN, says)
        return Fragment(place, document, FragmentKind.RUN, "", reading or read(document))


def _fault(reading: Reading) -> str:
    """Return why a document is not JSON; of one that is, an empty text."""
    return next((fault.says for fault in reading.faults), "")


def _is_cut_line(text: bytes) -> bool:
    """Return whether a text that begins as a JSON object, and is none, has a whole one on its second line."""
    first, _, rest = text.lstrip().partition(b"\n")
    second = rest.lstrip().partition(b"\n")[0]
    if not first.startswith(b'{"') or not second.startswith(b'{"'):
        return False
    nodes = values_in(second.decode())
    return bool(nodes and not nodes[0].rest)
