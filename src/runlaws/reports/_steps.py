"""What shows a finding with the SDK alone: lines that use its `decode`, and what is true where it is wrong."""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from attrs import field, frozen

from runlaws.case import Case
from runlaws.client import Question, Snippet
from runlaws.contract import Free, Map
from runlaws.finding import Finding
from runlaws.laws import Family, Law
from runlaws.reports._laws import known_law
from runlaws.values import ABSENT, Absent, Path, path_of, pointer
from runlaws.verdict import Words

__all__ = ["Steps", "literal", "steps_of"]

Write: TypeAlias = Callable[[bytes], str]
"""Writes a document as an expression of Python."""

_REPEATED: Final = re.compile(rb"(.{1,16}?)\1{39,}", re.DOTALL)
"""What stands forty times in a row in a document: of a deep one, nearly all."""
_WORTH_A_PART: Final = 120
"""How many bytes must be the same few again and again to be written as such."""

_CALLS: Final = {
    "repr": "repr(run)",
    "str": "str(run)",
    "hash": "hash(run)",
    "==": "run == run",
    "!=": "run != run",
    "copy": "copy.copy(run)",
    "deepcopy": "copy.deepcopy(run)",
    "pickle": "pickle.loads(pickle.dumps(run))",
}
"""What is asked of a value, by the name that a failure has for it."""
_INDEX: Final = re.compile(r"/\d+(?:/|$)")
_RAISED: Final = re.compile(r"(?:(?P<call>[^:]+): )?(?:raised |crashed: |refused: )?(?P<type>\w+)$")


@frozen
class Steps:
    """Lines that come first, and an expression that is evaluated last.

    Where that `raises`, it is the name of a class; else `wrong` is an expression that is true of what it gives, which
    is called `seen`.
    """

    lines: tuple[str, ...]
    last: str
    wrong: str = ""
    raises: str = field(default="", kw_only=True)


def steps_of(finding: Finding, snippet: Snippet, write: Write | None = None) -> Steps | None:
    """Return the steps that show a finding, or None where a few lines cannot.

    What a law asks about shared data, headers and earlier documents takes more than that.
    """
    law = known_law(finding.failure.law)
    if law is None:
        return None
    shown = _Telling(finding, law, snippet, write or literal)
    if finding.case.before:
        return shown.of_two_classes() if Question.SHOW_ANOTHER in law.asks else None
    return next(shown.steps(), None)


@frozen
class _Telling:
    finding: Finding
    law: Law
    snippet: Snippet
    write: Write

    def steps(self) -> Iterator[Steps]:
        """Yield the steps, at most once."""
        law = self.law
        if not law.asks:
            yield from self._decoded()
        elif law.id == "encoders-agree":
            yield from self._by_two_encoders()
        elif law.family is Family.ROUND_TRIP and (self.snippet.encode or Question.SHOW not in law.asks):
            yield from self._written()
        elif Question.SHOW in law.asks and law.family is not Family.PURITY:
            yield from self._read()
        elif law.family is Family.EQUALITY and Question.REPLY not in law.asks:
            yield from self._compared()
        elif law.family is Family.PURITY:
            yield from self._survived()

    # -- parts

    @property
    def _run(self) -> str:
        return f"run = decode({self.write(self.finding.case.document)})"

    @property
    def _raised(self) -> str:
        """The class of the exception that a failure is about, or an empty text."""
        match = _RAISED.search(self.finding.failure.kind)
        name = match["type"] if match else ""
        return name if str(self.finding.failure.got).partition(":")[0].endswith(name) else ""

    def _decoded(self) -> Iterator[Steps]:
        if self._raised:
            yield Steps((), f"decode({self.write(self.finding.case.document)})", raises=self._raised)
        else:
            is_nothing = self.finding.failure.kind == "decoded to nothing"
            yield Steps((self._run,), "repr(run)", 'seen == "None"' if is_nothing else "seen")

    def _written(self) -> Iterator[Steps]:
        failure, lines = self.finding.failure, [self._run]
        other, by_another, _ = failure.kind.partition(": ")
        encode = self.snippet.encoders.get(other, "") if by_another else self.snippet.encode
        if Question.ENCODE_AGAIN in self.law.asks:
            lines.append(f"run = decode(({encode}).encode())")
        if not encode:
            return
        if self._raised:
            yield Steps(tuple(lines), encode, raises=self._raised)
            return
        path = path_of(self.finding.case.tree or {}, failure.pointer)
        if not path:
            if not isinstance(failure.got, Words):
                yield Steps(tuple(lines), encode, f"json.loads(seen) == {failure.got!r}")
            return
        *around, last = map(_quoted, path)
        written = f"json.loads({encode})" + "".join(f"[{step}]" for step in around)
        if failure.got is ABSENT and isinstance(path[-1], str):
            yield Steps(tuple(lines), f'json.dumps({written}.get({last}, "(not there)"))', "seen == '\"(not there)\"'")
        elif not isinstance(failure.got, Words | Absent):
            yield Steps(tuple(lines), f"json.dumps({written}[{last}])", _is_text(json.dumps(failure.got)))

    def _by_two_encoders(self) -> Iterator[Steps]:
        name = self.finding.failure.kind.partition(":")[0]
        other = self.snippet.encoders.get(name)
        if other and self.snippet.encode:
            both = f"json.loads({self.snippet.encode}), json.loads({other})"
            yield Steps((self._run, f"one, other = {both}"), "[one, other]", "one != other")

    def _read(self) -> Iterator[Steps]:
        failure, case = self.finding.failure, self.finding.case
        place = f"run{_attributes(case, failure.pointer, self.snippet)}"
        kind = f"type({place}).__name__"
        shown = re.match(r"an? (\w+)", failure.got) if isinstance(failure.got, Words) else None
        if self._raised:
            yield Steps((self._run,), place, raises=self._raised)
        elif self.law.id == "tag-matches-class" and shown:
            yield Steps((self._run,), kind, f"seen == {shown[1]!r}")
        elif failure.got == "nothing":
            yield Steps((self._run,), place, raises="AttributeError")
        elif not isinstance(failure.got, Words | Absent):
            yield Steps((self._run,), place, _is_wrong(failure.got))
        elif not isinstance(failure.sent, Words):
            yield Steps((self._run,), place, f"repr(seen) != {repr(failure.sent)!r}")

    # -- what takes several values

    def of_two_classes(self) -> Steps | None:
        """Return the steps that show of which class a place is, in a document that came before and in this one."""
        case = self.finding.case
        if len(case.before) != 1 or _INDEX.search(self.finding.failure.pointer):
            return None  # in a list, the document that came before may have shown the other class at another index
        place = _attributes(case, self.finding.failure.pointer, self.snippet)
        lines = (f"a = decode({self.write(case.before[0])})", f"b = decode({self.write(case.document)})")
        return Steps(lines, f"[type(a{place}).__name__, type(b{place}).__name__]", "seen[0] != seen[1]")

    def _compared(self) -> Iterator[Steps]:
        failure = self.finding.failure
        if self._raised or self.law.id == "equality-reflexive":
            call = {"hash(value)": "hash(run)", "value == value": "run == run"}.get(str(failure.sent))
            if call is not None:
                yield Steps((self._run,), call, "not seen", raises=self._raised)
        elif self.law.id == "equality-significant-fields":
            left, _, right = str(failure.got).partition(" == ")
            yield from self._asked_of(left + right, f"{left} == {right}, {right} == {left}", "any(seen)")
        elif self.law.id in _ASKED:
            yield from self._asked_of(*_ASKED[self.law.id])

    def _asked_of(self, names: str, asked: str, wrong: str) -> Iterator[Steps]:
        """Yield what is asked of some of a case's documents, which have a letter each."""
        case = self.finding.case
        there = {"a": case.document, "b": case.twin.document if case.twin is not None else case.document}
        if case.third is not None:
            there["c"] = case.third.document
        if all(name in there for name in names):
            yield Steps(tuple(f"{name} = decode({self.write(there[name])})" for name in names), f"[{asked}]", wrong)

    def _survived(self) -> Iterator[Steps]:
        kind, call = self.finding.failure.kind, self.finding.failure.kind.partition(":")[0]
        twice, expression = call.endswith(", once more"), _CALLS.get(call.removesuffix(", once more"))
        if call.startswith("encode"):
            expression = self.snippet.encode or None
        elif call == "read":
            expression = f"run{_attributes(self.finding.case, self.finding.failure.pointer, self.snippet)}"
        if expression is None:
            return
        imports = _imports(expression)
        if self._raised and imports and "raised" not in kind:  # not the copying, but writing the copy
            if self.snippet.encode:
                yield Steps((*imports, self._run, f"run = {expression}"), self.snippet.encode, raises=self._raised)
        elif self._raised:
            yield Steps((*imports, self._run, *([expression] if twice else [])), expression, raises=self._raised)
        elif kind.endswith(": not equal"):
            yield Steps((*imports, self._run), f"run == {expression}", "not seen")


_ASKED: Final = {
    "equality-symmetric": ("ab", "a == b, b == a", "seen[0] != seen[1]"),
    "equality-spelling-blind": ("ab", "a == b, b == a", "not all(seen)"),
    "equality-negation": ("ab", "a == b, a != b, a == a, a != a", "seen[0] == seen[1] or seen[2] == seen[3]"),
    "equality-transitive": ("abc", "a == b, b == c, a == c", "sum(seen) == 2"),
    "hash-agrees-with-equality": ("ab", "a == b, hash(a) == hash(b)", "seen == [True, False]"),
}
"""Of which documents something is asked by a law, what, and what is true of the answers where it is broken."""


def _imports(expression: str) -> list[str]:
    return [f"import {name}" for name in ("copy", "pickle") if f"{name}." in expression]


def _is_text(text: str) -> str:
    """Return what is true of a text; what comes after an address in memory, which is another each time, may differ."""
    until, address, _ = text.partition(" at 0x")
    return f"seen.startswith({until!r})" if address else f"seen == {text!r}"


def _is_wrong(got: object) -> str:
    """Return what is true of a value that is what a client made of another one."""
    if got is None or isinstance(got, bool):
        return f"seen is {got}"
    return f"seen == {got!r}" if isinstance(got, str | dict | list) else f"repr(seen) == {repr(got)!r}"


def _attributes(case: Case, place: str, snippet: Snippet) -> str:
    """Return what follows the name of a value in Python to read a place of it."""
    path = path_of(case.tree or {}, place)
    return "".join(_attribute(case, path[: length + 1], snippet) for length in range(len(path)))


def _attribute(case: Case, path: Path, snippet: Snippet) -> str:
    step, around = path[-1], case.judgement.profile.shape_at(case.tree or {}, path[:-1])
    name = snippet.attributes.get(pointer(path), str(step))
    is_data = isinstance(step, int) or isinstance(around, Map | Free)
    return f"[{_quoted(step)}]" if is_data or keyword.iskeyword(name) or not name.isidentifier() else f".{name}"


def _quoted(step: str | int) -> str:
    return json.dumps(step) if isinstance(step, int) or step.isascii() else repr(step)


def literal(document: bytes) -> str:
    """Return the bytes of a document as an expression of Python, short also where they repeat themselves."""
    parts: list[str] = []
    end = 0
    for match in _REPEATED.finditer(document):
        unit = match[1]
        if len(match[0]) < _WORTH_A_PART:
            continue
        parts += [repr(document[end : match.start()]), f"{unit!r} * {len(match[0]) // len(unit)}"]
        end = match.end()
    return " + ".join(part for part in (*parts, repr(document[end:])) if part != "b''") or "b''"
