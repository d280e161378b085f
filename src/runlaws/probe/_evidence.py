"""Evidence: what a client did with many cases, counted by the settings of a policy and by place."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from typing import Final

from attrs import define, field

from runlaws.case import Case
from runlaws.client import Observation, Outcome, Question
from runlaws.contract import Force, News, NewsKind, Standing
from runlaws.document import read
from runlaws.laws import ACCEPTABLE
from runlaws.probe._errors import Errors
from runlaws.probe._members import PlacedMember, lacking, members
from runlaws.probe._numbers import WIDTHS, as_single, has_odd_numbers, widths_before
from runlaws.probe._origins import Origins
from runlaws.probe._place_tally import PlaceTally
from runlaws.probe._shown import count_shown
from runlaws.values import (
    ABSENT,
    Absent,
    Json,
    Path,
    as_double,
    at_path,
    is_double_of,
    is_single_of,
    members_of,
    path_of,
    pattern,
    pointer,
    same_json,
)

__all__ = ["Evidence", "asks", "gather"]

_TWICE: Final = "json.duplicate-name"


@define
class Evidence:
    """Tallies of what happened: `kept`, `dropped`, `changed`, `refused`, `crashed`; of questions, yes and no."""

    errors: Errors
    cases: int = 0
    news: dict[NewsKind, PlaceTally] = field(factory=lambda: {kind: PlaceTally() for kind in NewsKind})
    """By kind of news: members at the object that they are in, values at their place, variants at their object."""
    members: PlaceTally = field(factory=PlaceTally)
    """Members of acceptable documents that hold a value."""
    shown: PlaceTally = field(factory=PlaceTally)
    """Members that hold a value and are kept, as far as that can be seen, and whether they are shown."""
    nulls: PlaceTally = field(factory=PlaceTally)
    absent: PlaceTally = field(factory=PlaceTally)
    integers: dict[str, PlaceTally] = field(factory=lambda: {width: PlaceTally() for width in WIDTHS})
    """By the width that an integer needs."""
    notations: PlaceTally = field(factory=PlaceTally)
    """The places of integers that are written with a fraction or an exponent."""
    floats: PlaceTally = field(factory=PlaceTally)
    """Numbers with a fraction that 32 bits do not hold."""
    zeros: PlaceTally = field(factory=PlaceTally)
    """The places of -0.0."""
    invalid: PlaceTally = field(factory=PlaceTally)
    """By the rule that is broken."""
    relations: frozenset[str] = frozenset()
    """Those of the rules that are relations between members."""
    duplicates: PlaceTally = field(factory=PlaceTally)
    questions: dict[str, Counter[str]] = field(factory=lambda: defaultdict(Counter))
    """The answers about equality and hashing."""
    causes: dict[str, PlaceTally] = field(factory=lambda: defaultdict(PlaceTally))
    """Acceptable documents that were accepted or refused, by what may be why, and where it stands."""
    states: dict[bytes, Json] = field(factory=dict)
    """The state of each of these documents."""

    @property
    def kept(self) -> Collection[str]:
        """The places at which some value was kept: at others, nothing is known about nulls and numbers."""
        return {place for place in self.members.places if self.members.at(place)["kept"]}

    @property
    def lost(self) -> Collection[str]:
        """The places at which no value was ever kept."""
        return self.members.places.keys() - self.kept


def asks(case: Case, *, encodes: bool) -> frozenset[Question]:
    """Return the questions that measure a client; one that encodes is asked what it shows of acceptable documents."""
    shows = case.standing in ACCEPTABLE or not encodes
    return _ASKS | ({Question.SHOW} if shows else frozenset()) | ({Question.ENCODE} if encodes else frozenset())


_ASKS: Final = frozenset({Question.COMPARE, Question.HASH})


def gather(evidence: Evidence, case: Case, seen: Observation, origins: Origins) -> None:
    """Count what a client did with a case, unless it refuses the valid document that the case was made of."""
    evidence.cases += 1
    if origins.refused(case):
        return
    fate = _fate_of_document(evidence, seen)
    if case.standing is Standing.INVALID and case.origin is not None:  # else it may be refused for anything in it
        _count_invalid(evidence, case, fate)
    if case.standing in ACCEPTABLE and case.tree is not None:
        _count_causes(evidence, case, fate)
        _count_comparisons(evidence, seen)
        count_shown(evidence.shown, case, seen, _written(seen))
    written = _written(seen)
    if case.standing is Standing.EXTENDED:
        _count_news(evidence, case, fate, written, origins)
    if case.standing is Standing.AMBIGUOUS:
        _count_duplicates(evidence, case, fate, written, origins)
    if written is not ABSENT and case.tree is not None:
        if case.standing in ACCEPTABLE:
            _count_members(evidence, case, written)
        _count_numbers(evidence, case, lambda path: at_path(written, path))
    elif seen.encoded is None and seen.shown and case.tree is not None:
        _count_shown(evidence, case, lambda path: seen.shown.get(pointer(path), ABSENT))


def _fate_of_document(evidence: Evidence, seen: Observation) -> str:
    if seen.outcome is Outcome.ACCEPTED and not seen.nothing:
        return "accepted"
    return "refused" if evidence.errors.refuses(seen) else "crashed"


def _written(seen: Observation) -> Json | Absent:
    if seen.encoded is None or seen.encoded.thrown is not None:
        return ABSENT
    return seen.encoded.value


def _count_invalid(evidence: Evidence, case: Case, fate: str) -> None:
    evidence.relations = evidence.relations or frozenset(
        relation.rule.id for relation in case.judgement.profile.relations
    )
    rules = [violation.rule for violation in case.judgement.violations if violation.force is Force.HARD]
    structural = [rule for rule in rules if rule not in evidence.relations]
    evidence.invalid.add((structural or rules)[0], fate, case.document)


def _count_comparisons(evidence: Evidence, seen: Observation) -> None:
    if seen.decoded_twice is not None:
        evidence.questions["equality"]["yes" if seen.decoded_twice.yes else "no"] += 1
    if seen.hashed is not None:
        evidence.questions["hashable"]["no" if seen.hashed[0].thrown else "yes"] += 1


# -- why an acceptable document may have been refused


def _count_causes(evidence: Evidence, case: Case, fate: str) -> None:
    rules = {violation.rule.rpartition(".")[2] for violation in case.judgement.violations}
    if "type" in rules:
        return  # any client may refuse it
    if "spelling" in rules:  # then nothing else is why
        for violation in case.judgement.violations if len(rules) == 1 else ():
            evidence.notations.add(pattern(path_of(case.tree, violation.pointer)), fate, case.document)
        return
    evidence.states[case.document] = (case.tree or {}).get(case.judgement.profile.object.state)
    for member in members(case):
        if member.value is None:
            evidence.causes["not_null"].add(member.place, fate, case.document)
            continue
        widths = widths_before(member.value)
        evidence.causes["valued"].add(member.place, fate, case.document)
        if not widths:
            evidence.causes["narrow"].add(member.place, fate, case.document)
        for width in widths:
            evidence.causes[f"integers {width}"].add(member.place, fate, case.document)
    for path in lacking(case):
        evidence.causes["requires"].add(pattern(path), fate, case.document)


# -- news


def _count_news(evidence: Evidence, case: Case, fate: str, written: Json | Absent, origins: Origins) -> None:
    if fate != "accepted" and any(has_odd_numbers(_value_of(news, case)) for news in case.judgement.news):
        return  # the number may be why, whatever else is new beside it
    for news in case.judgement.news:
        path, value = path_of(case.tree, news.pointer), _value_of(news, case)
        if origins.lost(case, path) or has_odd_numbers(value) or (value is None and fate == "accepted"):
            continue  # null, or the number, may be what is not kept or not taken of it
        if news.kind is NewsKind.UNKNOWN_VARIANT and fate == "accepted" and len(members_of(value)) < 2:
            continue  # where there is only a tag, nothing else can be lost
        place = pattern(path if news.kind is NewsKind.UNKNOWN_VALUE else path[:-1])
        if fate != "accepted":
            evidence.news[news.kind].add(place, fate, case.document)
        elif written is ABSENT:
            evidence.news[news.kind].add(place, "accepted", case.document)
        else:
            evidence.news[news.kind].add(place, _fate_of_news(news, case.tree or {}, written, path), case.document)


def _value_of(news: News, case: Case) -> Json | Absent:
    """Return the value that is new: for a variant, the whole object."""
    path = path_of(case.tree, news.pointer)
    return at_path(case.tree, path[:-1] if news.kind is NewsKind.UNKNOWN_VARIANT else path)


def _fate_of_news(news: News, tree: Json, written: Json, path: Path) -> str:
    if news.kind is not NewsKind.UNKNOWN_VARIANT:
        return _fate(tree, written, path)
    fate = _fate(tree, written, path[:-1])
    got = members_of(at_path(written, path[:-1]))
    sent = members_of(at_path(tree, path[:-1]))
    others = {name for name, value in sent.items() if name in got and value is not None} - {path[-1]}
    return "tag alone" if fate == "changed" and path[-1] in got and not others else fate


def _fate(tree: Json, written: Json, path: Path) -> str:
    """Return what happened to the value at a path."""
    sent, got = at_path(tree, path), at_path(written, path)
    if got is ABSENT:
        return "dropped"
    return "kept" if same_json(sent, got) else "changed"


def _count_duplicates(evidence: Evidence, case: Case, fate: str, written: Json | Absent, origins: Origins) -> None:
    twice = [violation.pointer for violation in case.judgement.violations if violation.rule == _TWICE]
    tree = read(case.document, disputes=False, first=True).tree if twice else None
    for place in twice:
        path = path_of(case.tree, place)
        last, first = at_path(case.tree, path), at_path(tree, path)
        if fate != "accepted":
            evidence.duplicates.add(pattern(path), fate, case.document)
        elif written is not ABSENT and not same_json(first, last) and not origins.lost(case, path):
            got = at_path(written, path)
            taken = "last" if same_json(got, last) else "first" if same_json(got, first) else "another"
            if got is not ABSENT:
                evidence.duplicates.add(pattern(path), taken, case.document)


# -- what is kept


def _count_members(evidence: Evidence, case: Case, written: Json) -> None:
    for member in members(case):
        if member.value is None:
            _count_null(evidence, case, written, member)
        elif isinstance(at_path(written, member.path[:-1]), dict):  # else it went with what it stands in
            fate = _fate(case.tree, written, member.path)
            if fate == "changed" and isinstance(member.value, dict | list):
                fate = "kept"  # what changed is in it, and counted there
            evidence.members.add(member.place, fate, case.document)
    for path in lacking(case):
        holder = at_path(written, path[:-1])
        if isinstance(holder, dict):
            fate = "kept absent" if path[-1] not in holder else "made null" if holder[path[-1]] is None else "changed"
            evidence.absent.add(pattern(path), fate, case.document)


def _count_null(evidence: Evidence, case: Case, written: Json, member: PlacedMember) -> None:
    holder = at_path(written, member.path[:-1])
    if isinstance(holder, dict):
        name = member.path[-1]
        fate = "made absent" if name not in holder else "kept null" if holder[name] is None else "changed"
        evidence.nulls.add(member.place, fate, case.document)


def _count_shown(evidence: Evidence, case: Case, shown: Callable[[Path], object]) -> None:
    """Count what a client that does not encode shows; what it does not show is not evidence."""
    for member in members(case) if case.standing in ACCEPTABLE else ():
        if member.value is not None and shown(member.path) == member.value:
            evidence.members.add(member.place, "kept", case.document)
    _count_numbers(evidence, case, shown)


def _count_numbers(evidence: Evidence, case: Case, values: Callable[[Path], object]) -> None:
    for member in members(case):
        sent, got = member.value, values(member.path)
        if isinstance(got, bool) or not isinstance(got, int | float):
            continue
        if type(sent) is float and math.isfinite(sent):
            _count_float(evidence, case.document, member.place, sent, got)
        elif type(sent) is int and member.is_integer:
            width = next(width for width, greatest in WIDTHS.items() if abs(sent) <= greatest)
            near = sent == got or is_double_of(sent, got)
            if sent != got or as_double(sent) != sent or width in ("int32", "double"):
                fate = "kept" if sent == got else "rounded" if near else "changed"
                evidence.integers[width].add(member.place, fate, case.document)


def _count_float(evidence: Evidence, document: bytes, place: str, sent: float, got: float) -> None:
    if sent == 0:
        if math.copysign(1, sent) < 0 and got == 0:
            evidence.zeros.add(place, "kept" if math.copysign(1, got) < 0 else "made 0", document)
    elif sent != as_single(sent):  # else it says nothing of how wide it is held
        rounded = is_single_of(sent, got)
        evidence.floats.add(place, "kept" if sent == got else "rounded" if rounded else "changed", document)
