"""What shows a finding with the SDK alone: lines that use its `decode`, and what is true where it is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from attrs import field, frozen

from runlaws.client import Question, Snippet
from runlaws.finding import Finding
from runlaws.laws import Family, Law
from runlaws.reports._code import attributes, attributes_of, literal, quoted
from runlaws.reports._laws import known_law
from runlaws.values import ABSENT, Absent, path_of
from runlaws.verdict import Words

__all__ = ["Steps", "steps_of"]

Write: TypeAlias = Callable[[bytes], str]
"""Writes a document as an expression of Python."""

_CALLS: Final = {
    "repr": "repr(run)",
    "print": "[str(run), repr(run)]",
    "printing": "[str(run), repr(run)]",
    "hashing": "hash(run)",
    "copying": "[copy.copy(run), copy.deepcopy(run)]",
    "comparing": "run == run",
    "str": "str(run)",
    "hash": "hash(run)",
    "==": "run == run",
    "!=": "run != run",
    "copy": "copy.copy(run)",
    "deepcopy": "copy.deepcopy(run)",
    "pickle": "pickle.loads(pickle.dumps(run))",
    "attrs.evolve": "attrs.evolve(run)",
    "dataclasses.replace": "dataclasses.replace(run)",
    ".model_copy()": "run.model_copy()",
    ".copy()": "run.copy()",
}
"""What is asked of a value, by the name that a failure has for it."""
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
        if other == "shown":
            yield from self._read()
            return
        encode = self.snippet.encoders.get(other, "") if by_another else self.snippet.encode
        if Question.ENCODE_AGAIN in self.law.asks:
            lines.append(f"run = decode(({encode}).encode())")
        if not encode:
            return
        if self._raised:
            yield Steps(tuple(lines), encode, raises=self._raised)
        else:
            yield from self._written_at(tuple(lines), encode)

    def _written_at(self, lines: tuple[str, ...], encode: str) -> Iterator[Steps]:
        """Yield what shows the place of the failure in what is written of `run` after some lines."""
        failure = self.finding.failure
        path = path_of(self.finding.case.tree or {}, failure.pointer)
        if not path:
            if not isinstance(failure.got, Words):
                yield Steps(lines, encode, f"json.loads(seen) == {failure.got!r}")
            return
        *around, last = map(quoted, path)
        written = f"json.loads({encode})" + "".join(f"[{step}]" for step in around)
        if failure.got is ABSENT and isinstance(path[-1], str):
            yield Steps(lines, f'json.dumps({written}.get({last}, "(not there)"))', "seen == '\"(not there)\"'")
        elif not isinstance(failure.got, Words | Absent):
            yield Steps(lines, f"json.dumps({written}[{last}])", _is_text(json.dumps(failure.got)))

    def _by_two_encoders(self) -> Iterator[Steps]:
        name = self.finding.failure.kind.partition(":")[0]
        other = self.snippet.encoders.get(name)
        if other and self.snippet.encode:
            both = f"json.loads({self.snippet.encode}), json.loads({other})"
            yield Steps((self._run, f"one, other = {both}"), "[one, other]", "one != other")

    def _read(self) -> Iterator[Steps]:
        failure, case = self.finding.failure, self.finding.case
        place = f"run{attributes(case, failure.pointer, self.snippet)}"
        kind = f"type({place}).__name__"
        shown = re.match(r"an? (\w+)", failure.got) if isinstance(failure.got, Words) else None
        if self.law.id in ("tag-matches-class", "declared-classes") and shown:
            yield Steps((self._run,), kind, f"seen == {shown[1]!r}")
        elif self._raised:
            yield Steps((self._run,), place, raises=self._raised)
        elif failure.got == "nothing":
            yield Steps((self._run,), place, raises="AttributeError")
        elif not isinstance(failure.got, Words | Absent):
            seconds = f"getattr(seen, 'timestamp', lambda: seen)() == {failure.got!r}"  # a moment
            is_moment = failure.pointer.endswith("_at") and type(failure.got) in (int, float)
            yield Steps((self._run,), place, seconds if is_moment else _is_wrong(failure.got))
        elif not isinstance(failure.sent, Words):
            yield Steps((self._run,), place, f"repr(seen) != {repr(failure.sent)!r}")

    # -- what takes several values

    def of_two_classes(self) -> Steps | None:
        """Return the steps that show of which class a place is, in a document that came before and in this one."""
        case = self.finding.case
        if len(case.before) != 1:
            return None
        lines = (f"a = decode({self.write(case.before[0])})", f"b = decode({self.write(case.document)})")
        path = path_of(case.tree or {}, self.finding.failure.pointer)
        place = attributes_of(case, path, self.snippet)
        here = f"type(b{place}).__name__"
        if not isinstance(path[-1], int):
            return Steps(lines, f"[type(a{place}).__name__, {here}]", "seen[0] != seen[1]")
        items = f"a{attributes_of(case, path[:-1], self.snippet)}"
        there = f"{{type(each).__name__ for each in {items} if each.type == b{place}.type}}"
        return Steps(lines, f"[{there}, {here}]", "seen[0] != {seen[1]}")

    def _compared(self) -> Iterator[Steps]:
        failure = self.finding.failure
        if self._raised or self.law.id == "equality-reflexive":
            call = _COMPARED.get(str(failure.sent))
            if call is not None:
                again = f"again = {self._run.removeprefix('run = ')}"
                lines = (self._run, again) if "again" in call else (self._run,)
                yield Steps(lines, call, "not seen", raises=self._raised)
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
        failure, encode = self.finding.failure, self.snippet.encode
        call, _, how = failure.kind.partition(": ")
        question = call.removesuffix(", once more").removesuffix(" again")
        if question == "read":
            expression = f"run{attributes(self.finding.case, failure.pointer, self.snippet)}"
        else:
            expression = encode if question == "encode" else _CALLS.get(question, "")
        if not expression:
            return
        lines = (*_imports(expression), self._run)
        if self._raised and how == self._raised and encode:  # not the copying raised, but writing the copy
            yield Steps((*lines, f"run = {expression}"), encode, raises=self._raised)
        elif self._raised:
            yield Steps((*lines, *([expression] if question != call else [])), expression, raises=self._raised)
        elif how == "not equal":
            yield Steps(lines, f"run == {expression}", "not seen")
        elif self.law.id == "copies-are-equal" and encode:
            yield from self._written_at((*lines, f"run = {expression}"), encode)
        elif self.law.id == "questions-change-nothing" and encode:
            yield Steps((*lines, f"before = {encode}", expression), f"[before, {encode}]", "seen[0] != seen[1]")


_COMPARED: Final = {
    "hash(value)": "hash(run)",
    "value == value": "run == run",
    "value == None": "run == None",
    "value == a text": 'run == "run"',
    "value == a number": "run == 0",
    "value == a list": "run == []",
    "value == a dict": "run == {}",
    "value == an object of another class": "run == object()",
    "of two decodings, a == b": "run == again",
}
"""What is compared, by the words that a failure has for it."""
_ASKED: Final = {
    "equality-symmetric": ("ab", "a == b, b == a", "seen[0] != seen[1]"),
    "equality-spelling-blind": ("ab", "a == b, b == a", "not all(seen)"),
    "equality-negation": ("ab", "a == b, a != b, a == a, a != a", "seen[0] == seen[1] or seen[2] == seen[3]"),
    "equality-transitive": ("abc", "a == b, b == c, a == c", "sum(seen) == 2"),
    "hash-agrees-with-equality": ("ab", "a == b, hash(a) == hash(b)", "seen == [True, False]"),
}
"""Of which documents something is asked by a law, what, and what is true of the answers where it is broken."""


def _imports(expression: str) -> list[str]:
    return [f"import {name}" for name in ("attrs", "copy", "dataclasses", "pickle") if f"{name}." in expression]


_AT: Final = " at 0x"


def _is_text(text: str) -> str:
    """Return what is true of a text; what comes after an address in memory, which is another each time, may differ."""
    until, address, _ = text.partition(_AT)
    return f"seen.startswith({until!r})" if address else f"seen == {text!r}"


def _is_wrong(got: object) -> str:
    """Return what is true of a value that is what a client made of another one."""
    if got is None or isinstance(got, bool):
        return f"seen is {got}"
    if isinstance(got, str) and _AT in got:
        return f"str(seen).startswith({got.partition(_AT)[0]!r})"
    return f"seen == {got!r}" if isinstance(got, str | dict | list) else f"repr(seen) == {repr(got)!r}"
