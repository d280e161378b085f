"""Documents that no tree can represent: ambiguous ones, and those that are not a JSON object."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from typing import Final

from attrs import evolve, frozen

from runlaws.case import Case, Shared
from runlaws.contract import Free, Integer, Number, Profile, Standing, Text
from runlaws.document import write
from runlaws.values import Json, Path, at_path, members_of, pattern, places, replaced
from runlaws_strategies.build._bodies import BODIES
from runlaws_strategies.build._choosers import MOST_ROWS, Chooser, First
from runlaws_strategies.build._places import place_of
from runlaws_strategies.build._plan import Disputes, Plan
from runlaws_strategies.build._sites import Site, path_to, sites_of

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
    "7" * 5000,  # Python reads and writes 4,300 digits
)
_NUMBERS_IN_FREE_DATA: Final = (
    "123456789012345680000",
    "9007199254740993",
    "0.1234567890123456789",
    "1e400",
)
_TEXTS: Final = (r"\ud800", r"\udfff", r"a\ud83dz", r"\udc00\ud800", r"\uDBFF")
_DISPUTED: Final = {
    "number": "with a number that parsers read differently",
    "free": "with a number in free data that parsers read differently",
    "text": "with a lone surrogate",
    "twice": "with a name twice",
    "inside": "with a name twice in an object",
    "bom": "with a byte order mark",
    "deep": "nested too deeply for some parsers",
}
_KINDS: Final = tuple(_DISPUTED)
_KINDS_WITHOUT_FREE_DATA: Final = tuple(kind for kind in _KINDS if kind != "free")


def ambiguous_case(choose: Chooser, plan: Plan) -> Case:
    """Return the case of a document written so that parsers disagree on what it says."""
    disputes = plan.disputes or _disputes(plan.profile)
    draft = plan.draft(choose)
    kind = choose.row(_KINDS if _free_sites(plan) else _KINDS_WITHOUT_FREE_DATA)
    if kind == "number":
        document = _with_raw(draft.tree, choose.row(disputes.numbers), choose.row(_NUMBERS))
    elif kind == "free":
        number = choose.row(range(len(_free_sites(plan))))
        return evolve(_in_free_data(plan, number, choose.row(_NUMBERS_IN_FREE_DATA)))
    elif kind == "text":
        document = _with_raw(draft.tree, choose.row(disputes.texts), f'"{choose.row(_TEXTS)}"')
    elif kind == "twice":
        document = b"{" + choose.row(disputes.twice).encode() + b"," + draft.document[1:]
    elif kind == "inside":
        return evolve(_twice_inside(plan, choose.row(range(len(_again(plan))))))
    elif kind == "bom":
        document = b"\xef\xbb\xbf" + draft.document
    else:
        depth = choose.row((65, 129, 600, 10_000))
        document = _with_raw(draft.tree, "unknown", "[" * depth + "]" * depth)
    return _disputed(plan, kind, document, draft.document)


def _disputed(plan: Plan, kind: str, document: bytes, origin: bytes) -> Case:
    case = Case.of_bytes(document, plan.profile, made=_DISPUTED[kind], origin=origin)
    return case.expect(Standing.AMBIGUOUS)


@functools.cache
def _in_free_data(plan: Plan, number: int, raw: str) -> Case:
    """Return the case of the simplest document with a raw number in the free data at one of its sites."""
    site = _free_sites(plan)[number]
    place = place_of(plan, site)
    tree = plan.tree(First(), place.states[:1], place.only)
    path = path_to(tree, site) or ()
    holed = members_of(replaced(tree, path, {"default": _HOLE}))
    origin = plan.pooled.draft({**members_of(replaced(tree, path, {"default": 0}))})
    return _shared(_disputed(plan, "free", _filled(holed, raw), origin.document))


@functools.cache
def _twice_inside(plan: Plan, number: int) -> Case:
    """Return the case of a full document with one of its names twice in its object."""
    again = _again(plan)[number]
    draft = plan.draft(First(), (again.state,), plan.extreme(again.around))
    return _shared(_disputed(plan, "inside", again.written_in(draft.tree), draft.document))


def _shared(case: Case) -> Case:
    """Return a case that is made once, and of which everybody gets a copy, with a copy of its tree."""
    return evolve(case, tree=None if case.tree is None else Shared(case.tree))


@frozen
class _Again:
    """A member whose name stands twice in its object, with its own value and another one after it or before it."""

    state: str
    around: str
    path: Path
    other: Json
    last: bool

    def written_in(self, tree: Json) -> bytes:
        """Return a tree as bytes, with the name a second time."""
        members = members_of(at_path(tree, self.path[:-1]))
        more = {_HOLE: self.other}
        changed = replaced(tree, self.path[:-1], {**members, **more} if self.last else {**more, **members})
        return write(members_of(changed)).replace(json.dumps(_HOLE).encode(), json.dumps(self.path[-1]).encode())


@functools.cache
def _again(plan: Plan) -> Sequence[_Again]:
    """Return the members of every object of the fullest documents that can stand twice, in both orders."""
    again: dict[tuple[str, bool], _Again] = {}
    for around in ("set", "wide"):
        for state in plan.states:
            tree = plan.tree(First(), (state,), plan.extreme(around))
            for path, value in places(tree):
                if path and isinstance(path[-1], str):
                    for last in (False, True):
                        if (pattern(path), last) not in again:
                            other = _unlike(plan, tree, path, value)
                            again[pattern(path), last] = _Again(state, around, path, other, last)
    return tuple(again.values())[: MOST_ROWS - 1]  # of a pool as long as that of the ids the catalogue takes a few


def _unlike(plan: Plan, tree: Json, path: Path, value: Json) -> Json:
    """Return another value of the same type for a place; for one that holds nothing, a text.

    An object lacks a member of the value and has another one, and a list is longer: so both merged are neither. Where
    an object needs all its members, it has no name in common with it.
    """
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, str):
        return f"{value}x"
    if isinstance(value, dict) and value:
        others = ({**{n: item for n, item in value.items() if n != name}, "another": "x"} for name in reversed(value))
        fitting = (o for o in others if not plan.profile.judge(members_of(replaced(tree, path, o))).violations)
        name, item = next(iter(value.items()))
        return next(fitting, {f"{name}x": item})
    return [*value[:0:-1], *value[:1], *value[-1:]] if isinstance(value, list) and value else "x"


@functools.cache
def _disputes(profile: Profile) -> Disputes:
    """Return places where parsers can be made to disagree, for a profile whose plan names none."""
    members = profile.shape.members
    numbers = (name for name, member in members.items() if isinstance(member.shape, Integer | Number))
    texts = (name for name, member in members.items() if isinstance(member.shape, Text))
    again = tuple(f"{json.dumps(name)}:null" for name, member in members.items() if member.required)
    return Disputes((*numbers, "unknown"), (*texts, "unknown"), (*again, '"unknown":1,"unknown":2'))


def _with_raw(tree: Mapping[str, Json], member: str, raw: str) -> bytes:
    """Write a tree with raw text as the value of a member."""
    return _filled({**tree, member: _HOLE}, raw)


def _filled(tree: Mapping[str, Json], raw: str) -> bytes:
    """Write a tree with raw text instead of the hole in it."""
    return write(tree).replace(json.dumps(_HOLE).encode(), raw.encode())


@functools.cache
def _free_sites(plan: Plan) -> Sequence[Site]:
    """Return the members that hold any object."""
    return tuple(s for s in sites_of(plan.profile) if isinstance(s.shape, Free) and isinstance(s.pattern[-1], str))


_NOT_JSON: Final = (
    b"",
    b" ",
    b"{",
    b"}",
    b"{]",
    b"nul",
    b"undefined",
    b"None",
    b"{'@member': '@object_1'}",
    b'{"@member": "@object_1",}',
    b'{"@member" "@object_1"}',
    b'{@member: "@object_1"}',
    b'{"@member": "@object_1"} {"@member": "@object_2"}',
    b'{"@member": "@object_1"}x',
    b'{"@member": "@object_1" /* comment */}',
    b'{"@member": 01}',
    b'{"@member": +1}',
    b'{"@member": .5}',
    b'{"@member": "\t"}',
    b'{"@member": "\\x41"}',
    b'{"@member": "\\u12"}',
    b"<html><body>502 Bad Gateway</body></html>",
    b"data: [DONE]\n\n",
    b'event: thread.@object.created\ndata: {"@member": "@object_1"}\n\n',
    b"Internal Server Error",
    b"\x00",
    b"\x1f\x8b\x08\x00",
    b'{"@member": "\xff"}',
    b'{"@member": "\xc3\x28"}',
    b'{"@member": "\xed\xa0\x80"}',
    b"\xff\xfe{\x00}\x00",
)
_NOT_OBJECTS: Final = (
    b"null",
    b"[]",
    b'"@object_1"',
    b"0",
    b"true",
    b'[{"@member":"@object_1"}]',
    b"1.5",
    b'""',
    b"false",
)
_CUTS: Final = tuple(range(1, 201))
_MALFORMED: Final = {
    "not an object": "not an object",
    "not JSON": "not JSON",
    "cut": "cut short",
    "whole": "a whole document in a body of another form",
}
_WAYS: Final = tuple(_MALFORMED)


def malformed_case(choose: Chooser, plan: Plan) -> Case:
    """Return the case of bytes that are not a JSON object: other JSON, other text, a document cut short or packed."""
    way = choose.row(_WAYS)
    if way == "not an object":
        document = _named(choose.row(_NOT_OBJECTS), plan.profile)
    elif way == "not JSON":
        document = _named(choose.row(_NOT_JSON), plan.profile)
    else:
        draft = plan.draft(choose)
        if way == "cut":
            document = draft.document[: -choose.row(_CUTS)]
        else:
            another = _another(draft.tree, plan.profile)
            document = _named(choose.row(BODIES)(draft.document, another), plan.profile)
    return Case.of_bytes(document, plan.profile, made=f"malformed: {_MALFORMED[way]}").expect(Standing.MALFORMED)


def _another(tree: Mapping[str, Json], profile: Profile) -> bytes:
    """Return a document like a tree's with another key."""
    return write({**tree, profile.object.key: f"{tree.get(profile.object.key)}x"})


def _named(document: bytes, profile: Profile) -> bytes:
    """Return a document with the names of the object and its first member filled in for `@object` and `@member`."""
    member = next(iter(profile.shape.members))
    return document.replace(b"@object", profile.object.name.encode()).replace(b"@member", member.encode())
