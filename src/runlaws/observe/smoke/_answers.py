"""Judging the answers to operations: by the JSON Schema, and by what a worker has been asked before."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import define, field
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # its stubs are a package of their own
from jsonschema.exceptions import best_match  # type: ignore[import-untyped] # the same

from runlaws.observe.pipe._replies import bytes_of
from runlaws.observe.pipe._schema import protocol_schema
from runlaws.observe.smoke._mistakes import Mistakes, as_sent
from runlaws.values import shortened

__all__ = ["NOWHERE", "Judge", "complaint"]

NOWHERE: Final = "no_such_member_\u2028_of_any_run"
"""A member that no document has; some libraries end a line at the character in it."""
_NUMBERS: Final = ("value", "left", "right", "written")
_PLAIN: Final = frozenset({str, int, float, bool, type(None)})
_ABSENT: Final = {"$absent": True}
_KEPT: Final = 'Ask, "Values and written texts are kept"'

_FORMS: Final[Mapping[str, tuple[frozenset[str], str]]] = {
    "decode": (frozenset({"type"}), '{"type": NAME}'),
    "encode": (frozenset({"text", "base64"}), '{"text": TEXT} or {"base64": …}'),
    "fields": (frozenset({"fields"}), '{"fields": […]}'),
    "sizes": (frozenset({"sizes"}), '{"sizes": […]}'),
    "equal": (frozenset({"yes"}), '{"yes": true} or {"yes": false}'),
    "unequal": (frozenset({"yes"}), '{"yes": true} or {"yes": false}'),
    "hash": (frozenset({"hash"}), '{"hash": TEXT}'),
    "copy": (frozenset({"type"}), '{"type": NAME}'),
    "print": (frozenset({"texts"}), '{"texts": [[…], …]}'),
    "names": (frozenset({"names"}), '{"names": […]}'),
    "change": (frozenset(), "{}"),
    "undo": (frozenset(), "{}"),
    "drop": (frozenset(), "{}"),
}
"""For each operation, the members that an answer has one of, and the answer as the page writes it."""

_DEFINITIONS: Final = protocol_schema()["$defs"]


def complaint(name: str, data: object) -> tuple[str, str]:
    """Return what is wrong with data by a definition of the schema, and the path to it; empty texts if nothing is."""
    error = best_match(_validator(name).iter_errors(data))
    if error is None:
        return "", ""
    where = "/".join(map(str, error.absolute_path))
    return shortened(str(error.message), 160) + (f" at {where}" if where else ""), where


@functools.cache
def _validator(name: str) -> Any:
    """Return what validates data by a definition of the schema; `answer/3` is the fourth form of an answer."""
    name, _, form = name.partition("/")
    pointer = f"#/$defs/{name}/anyOf/{form}" if form else f"#/$defs/{name}"
    return Draft202012Validator({"$ref": pointer, "$defs": _DEFINITIONS})


def _form_of(answer: Mapping[str, Any]) -> str:
    """Return the form in the schema that an answer is meant to have, by the member that this form must have."""
    forms = enumerate(_DEFINITIONS["answer"]["anyOf"])
    must = {number: frozenset(form["required"]) for number, form in forms}
    return f"answer/{next((number for number, names in must.items() if names and names <= set(answer)), 0)}"


@define
class Judge:
    """Judges the answers of one process, and remembers what it keeps."""

    mistakes: Mistakes
    kept: set[int] = field(init=False, factory=set)
    refusals: dict[str, str] = field(init=False, factory=dict)
    """What decoding raised, by the document in base64."""
    shown: set[tuple[str | int, ...]] = field(init=False, factory=set)
    unshown: set[tuple[str | int, ...]] = field(init=False, factory=set)
    """The paths at which a value showed something, and nothing."""
    _before: dict[str, Any] = field(init=False, factory=dict)
    """What was shown before a change, by the operation that asked for it."""
    _undone: bool = field(init=False, default=False)
    _unsure: set[int] = field(init=False, factory=set)
    """The numbers of which it is not known whether something is kept under them, since an answer was wrong."""

    def answer(self, asked: Mapping[str, Any], answer: object) -> None:
        """Judge the answer to an operation."""
        needed = {asked[name] for name in _NUMBERS if name in asked}
        if not needed.isdisjoint(self._unsure):
            self.unanswered([asked])
        elif not isinstance(answer, dict):
            self._wrong(asked, as_sent(answer), "an object", _row(asked["do"]))
        elif not needed <= self.kept:
            if answer != {"skipped": True}:
                why = '{"skipped": true}, since nothing is kept under the number'
                self._wrong(asked, answer, why, _KEPT)
        elif answer.get("skipped"):
            self._wrong(asked, answer, "what was asked for, since the number is kept until drop", _KEPT)
        elif "error" in answer:
            self._raised(asked, answer)
        else:
            self._done(asked, answer)

    def unanswered(self, operations: Sequence[Mapping[str, Any]]) -> None:
        """Take note of operations of which it is not known whether they were done."""
        self._unsure.update(operation["as"] for operation in operations if "as" in operation)
        if any(operation["do"] == "drop" for operation in operations):
            self._unsure |= self.kept

    def _raised(self, asked: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
        says, _ = complaint("error", answer["error"])
        if says or len(answer) > 1:
            why = f" ({says})" if says else ""
            self._wrong(asked, answer, f'{{"error": {{"type": …, "message": …}}}}{why}', "Ask, An error")
        elif asked["do"] in {"drop", "undo"}:
            self._wrong(asked, answer, "{}", _row(asked["do"]))
        elif asked["do"] == "decode":
            self.refusals[asked.get("document", "")] = f"{answer['error']['type']}: {answer['error']['message']}"

    def _done(self, asked: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
        do = asked["do"]
        members, form = _FORMS[do]
        if (not members.intersection(answer)) if members else answer:
            self._wrong(asked, answer, form, _row(do))
            return
        by_meaning = {"fields": self._fields, "sizes": self._sizes, "encode": self._encode, "print": self._print}
        if do in by_meaning and by_meaning[do](asked, answer):
            return
        says, _ = complaint(_form_of(answer), answer)
        if says:
            self._wrong(asked, answer, f"{form} ({says})", _row(do))
            return
        if do == "drop":
            self.kept.clear()
            self._unsure.clear()
            self._before.clear()
        self._undone = do == "undo" or (self._undone and do != "change")
        if "as" in asked:
            self.kept.add(asked["as"])
            self._unsure.discard(asked["as"])

    # -- by meaning: whether something is wrong

    def _fields(self, asked: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
        fields, at = answer["fields"], asked["at"]
        if not isinstance(fields, list) or len(fields) != len(at) or len(answer) > 1:
            count = len(fields) if isinstance(fields, list) else "no"
            self._wrong(asked, f"{count} items for {len(at)} paths", "one item for each path", _row("fields"))
            return True
        wrong = [self._field(asked, path, each) for path, each in zip(at, fields, strict=True)]
        if not any(wrong):
            self._same_as_before(asked, fields)
        return any(wrong)

    def _field(self, asked: Mapping[str, Any], path: Sequence[str | int], shown: object) -> bool:
        question, page = {**asked, "at": [list(path)]}, "Ask, What is shown"
        if type(shown) not in _PLAIN and shown != _ABSENT and complaint("shown", shown)[0]:
            self._wrong(
                question, as_sent(shown), "a text, boolean, null, number, or an object with one of the tags", page
            )
            return True
        if path[-1] == NOWHERE:
            if shown != _ABSENT and not (isinstance(shown, dict) and "$error" in shown):
                self._wrong(question, as_sent(shown), f"{as_sent(_ABSENT)} for a member that is not there", page)
                return True
            return False
        (self.unshown if shown == _ABSENT else self.shown).add(tuple(path))
        return False

    def _same_as_before(self, asked: Mapping[str, Any], fields: Sequence[Any]) -> None:
        before = self._before.setdefault(json.dumps(asked), fields)
        if self._undone:
            for path, old, new in zip(asked["at"], before, fields, strict=True):
                if old != new and not (isinstance(new, dict) and "$error" in new):
                    sent = f'{as_sent({**asked, "at": [list(path)]})} after a change and {{"do": "undo"}}'
                    self._wrong(sent, as_sent(new), f"{as_sent(old)} as before the change", _row("undo"))
                    return

    def _sizes(self, asked: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
        sizes = answer["sizes"]
        if isinstance(sizes, list) and len(sizes) == len(asked["at"]):
            return False
        self._wrong(asked, answer, "one number or null for each path", _row("sizes"))
        return True

    def _encode(self, asked: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
        try:
            written = bytes_of(answer)
            if "by" not in asked:
                json.loads(written.decode("utf-8", "surrogatepass"))
        except Exception as error:  # noqa: BLE001 (whatever it is, this is no JSON text)
            self._wrong(asked, f"{as_sent(answer)}: {error}", "the JSON text that the library writes", _row("encode"))
            return True
        return False

    def _print(self, asked: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
        texts, times, ways = answer["texts"], asked.get("times", 1), len(asked["by"])
        if isinstance(texts, list) and [len(each) for each in texts if isinstance(each, list)] == [ways] * times:
            return False
        self._wrong(asked, answer, f"for each of {times} times an array of {ways} texts", _row("print"))
        return True

    def _wrong(self, asked: object, answer: object, expected: str, page: str) -> None:
        """Add a mistake; where the answer is a text, it says what was answered."""
        if isinstance(asked, Mapping):
            self.unanswered([asked])
        text = answer if isinstance(answer, str) else as_sent(answer)
        self.mistakes.add(asked, f"answered {text}", expected, page)


def _row(do: str) -> str:
    return f"Ask, row `{do}`"
