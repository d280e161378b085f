"""Documents that no tree can stand for: ambiguous ones, and what is no JSON object at all."""

from __future__ import annotations

import json
from typing import Any, Final

from runlaws.case import Case
from runlaws.contract import Standing
from runlaws.document import write
from runlaws_strategies.build._choosers import Chooser
from runlaws_strategies.objects.run._assemble import Plan

__all__ = ["ambiguous_case", "malformed_case"]

_HOLE: Final = "@@hole@@"

_NUMBERS: Final = (
    "9007199254740993",
    "9007199254740992",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616",
    "-9223372036854775809",
    "1e400",
    "-1e400",
    "NaN",
    "Infinity",
    "-Infinity",
    "0.30000000000000000000001",
    "1" + "0" * 400,
)
_NUMBER_MEMBERS: Final = (
    "max_prompt_tokens",
    "max_completion_tokens",
    "temperature",
    "top_p",
    "started_at",
    "unknown",
)
_TEXTS: Final = (r"\ud800", r"\udfff", r"a\ud83dz", r"\udc00\ud800", r"\uDBFF")
_TEXT_MEMBERS: Final = ("instructions", "model", "id")
_TWICE: Final = (
    '"status":"completed"',
    '"id":"run_other"',
    '"id":null',
    '"tools":[]',
    '"unknown":1,"unknown":2',
    '"metadata":{"k":"v","k":"w"},"x":0',
)
_KINDS: Final = ("number", "text", "twice", "bom", "deep")


def ambiguous_case(choose: Chooser, plan: Plan) -> Case:
    """Build a run and write it so that parsers dispute what it says."""
    tree = plan.tree(choose)
    kind = choose.row(_KINDS)
    if kind == "number":
        document = _with_raw(tree, choose.row(_NUMBER_MEMBERS), choose.row(_NUMBERS))
    elif kind == "text":
        document = _with_raw(tree, choose.row(_TEXT_MEMBERS), f'"{choose.row(_TEXTS)}"')
    elif kind == "twice":
        document = b"{" + choose.row(_TWICE).encode() + b"," + write(tree)[1:]
    elif kind == "bom":
        document = b"\xef\xbb\xbf" + write(tree)
    else:
        depth = choose.row((65, 129, 600, 10_000))
        document = _with_raw(tree, "unknown", "[" * depth + "]" * depth)
    case = Case.of_bytes(document, plan.profile, made=f"ambiguous by {kind}", origin=write(tree))
    return case.expect(Standing.AMBIGUOUS)


def _with_raw(tree: dict[str, Any], member: str, raw: str) -> bytes:
    """Write a tree with raw text as the value of a member."""
    return write({**tree, member: _HOLE}).replace(json.dumps(_HOLE).encode(), raw.encode())


_NOT_JSON: Final = (
    b"",
    b" ",
    b"{",
    b"}",
    b"{]",
    b"nul",
    b"undefined",
    b"None",
    b"{'id': 'run_1'}",
    b'{"id": "run_1",}',
    b'{"id" "run_1"}',
    b'{id: "run_1"}',
    b'{"id": "run_1"} {"id": "run_2"}',
    b'{"id": "run_1"}x',
    b'{"id": "run_1" /* comment */}',
    b'{"id": 01}',
    b'{"id": +1}',
    b'{"id": .5}',
    b'{"id": "\t"}',
    b'{"id": "\\x41"}',
    b'{"id": "\\u12"}',
    b"<html><body>502 Bad Gateway</body></html>",
    b"data: [DONE]\n\n",
    b'event: thread.run.created\ndata: {"id": "run_1"}\n\n',
    b"Internal Server Error",
    b"\x00",
    b"\x1f\x8b\x08\x00",
    b'{"id": "\xff"}',
    b'{"id": "\xc3\x28"}',
    b'{"id": "\xed\xa0\x80"}',
    b"\xff\xfe{\x00}\x00",
)
_NOT_OBJECTS: Final = (
    b"null",
    b"[]",
    b'"run_1"',
    b"0",
    b"true",
    b'[{"id":"run_1"}]',
    b"1.5",
    b'""',
    b"false",
)
_CUTS: Final = tuple(range(1, 201))
_WAYS: Final = ("not an object", "not JSON", "cut", "doubled")


def malformed_case(choose: Chooser, plan: Plan) -> Case:
    """Return what is not a JSON object: other JSON, other text, a run cut short, two runs in one body."""
    way = choose.row(_WAYS)
    if way == "not an object":
        document = choose.row(_NOT_OBJECTS)
    elif way == "not JSON":
        document = choose.row(_NOT_JSON)
    else:
        whole = write(plan.tree(choose))
        document = whole + whole if way == "doubled" else whole[: -choose.row(_CUTS)]
    return Case.of_bytes(document, plan.profile, made=f"malformed: {way}").expect(Standing.MALFORMED)
