"""Cases made from a recorded document: itself, other spellings of it, its siblings, and what is broken or new in it."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Final

from attrs import evolve

from runlaws.case import Case, Likeness, Twin
from runlaws.contract import Profile, Record, Standing
from runlaws.document import write
from runlaws.values import ABSENT, Absent, Json, Path, at_path, json_key, members_of, pointer, replaced
from runlaws_strategies.build._breaks import every_break
from runlaws_strategies.build._lookalikes import groups_of
from runlaws_strategies.build._plan import plan_of
from runlaws_strategies.build._sites import Site, find, sites_of
from runlaws_strategies.build._spelling import SPELLINGS, spell
from runlaws_strategies.build._spoils import spoils

__all__ = ["cases_of_recording"]

_ACCEPTABLE: Final = (Standing.VALID, Standing.QUESTIONABLE)
_NEW_NAME: Final = "brand_new"


def cases_of_recording(document: bytes, profile: Profile) -> Iterator[Case]:
    """Yield the case of a recorded document, and the cases that are made from it, each judged by the contract.

    Only an acceptable document has siblings, and of one that is invalid, ambiguous or malformed nothing else is made.
    """
    case = Case.of_bytes(document, profile, made="recorded")
    yield case
    if case.tree is None or case.standing in (Standing.AMBIGUOUS, Standing.INVALID, Standing.MALFORMED):
        return
    tree = _copy_of(case.tree)
    for spelling in SPELLINGS:
        yield evolve(case, twin=Twin(spell(tree, spelling), Likeness.SAME, ""), made="recorded, in another spelling")
    places = [(site, path) for site in sites_of(profile) if (path := find(tree, site.pattern)) is not None]
    if case.standing in _ACCEPTABLE:
        for site, path in places:
            yield from _siblings(case, tree, site, path)
    for rule, other in (*_spoiled(tree, places), *_out_of_order(tree, profile)):
        broken = Case.of_tree(other, profile, made="broken", origin=document)
        if named := _newly_broken(broken, case, rule):
            yield evolve(broken, made=f"recorded, with {named} broken")
    for where, other in _extended(tree, places):
        yield Case.of_tree(other, profile, made=f"recorded, with an unknown member at {where}", origin=document)


def _copy_of(tree: Mapping[str, Json]) -> dict[str, Json]:
    return copy.deepcopy(dict(tree))


def _siblings(case: Case, tree: Json, site: Site, path: Path) -> Iterator[Case]:
    """Yield the document with another that differs at a place, in a value that some client takes for the same."""
    old = at_path(tree, path)
    seen = {json_key(old) if old is not ABSENT else ABSENT}
    for group in groups_of(site.shape, old):
        for value in group:
            key = ABSENT if value is ABSENT else json_key(value)
            other = members_of(replaced(tree, path, copy.deepcopy(value))) if key not in seen else {}
            seen.add(key)
            if other and case.judgement.profile.judge(other).standing in _ACCEPTABLE:
                place = pointer(path)
                twin = Twin(write(other), Likeness.DIFFERENT, place)
                yield evolve(case, twin=twin, made=f"recorded, with a copy that differs at {place}")
                break


_Made = tuple[str, Mapping[str, Json]]


def _spoiled(tree: Json, places: list[tuple[Site, Path]]) -> Iterator[_Made]:
    """Yield the document spoiled at each place, once in each way, under the end of the id of the rule."""
    for site, path in places:
        kinds: set[str] = set()
        for spoil in spoils(site):
            if spoil.kind in kinds or (isinstance(path[-1], int) and spoil.put is ABSENT):
                continue
            kinds.add(spoil.kind)
            value: Json | Absent = spoil.value(copy.deepcopy(_present(at_path(tree, path))))
            yield f".{spoil.kind}", members_of(replaced(tree, path, value))


def _present(value: Json | Absent) -> Json:
    return None if value is ABSENT else value


def _out_of_order(tree: Mapping[str, Json], profile: Profile) -> Iterator[_Made]:
    """Yield the document with each relation broken that can be broken in its state."""
    if profile.habits:  # it only judges
        return
    for way in every_break(plan_of(profile)):
        if tree.get(profile.object.state) in way.states:
            with suppress(LookupError, TypeError, AttributeError, ValueError):  # it lacks what this way changes
                yield way.rule, way.edit(_copy_of(tree))


def _extended(tree: Json, places: list[tuple[Site, Path]]) -> Iterator[_Made]:
    """Yield the document with a new member in each of its objects."""
    objects = [(), *(path for site, path in places if isinstance(site.shape, Record))]
    for path in objects:
        if isinstance(at_path(tree, path), dict):
            yield pointer((*path, _NEW_NAME)), members_of(replaced(tree, (*path, _NEW_NAME), 1))


def _newly_broken(case: Case, recorded: Case, rule: str) -> str:
    """Return the id of the rule that a case breaks and the recording does not, if it ends as said; or an empty text."""
    before = {(violation.rule, violation.pointer) for violation in recorded.judgement.violations}
    new = (v.rule for v in case.judgement.violations if (v.rule, v.pointer) not in before)
    return next((broken for broken in new if broken.endswith(rule)), "")
