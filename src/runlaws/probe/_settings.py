"""From evidence to the settings of a policy, each with a summary of its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from runlaws.contract import NewsKind
from runlaws.probe._errors import Errors
from runlaws.probe._evidence import Evidence
from runlaws.probe._measured import Measured
from runlaws.probe._numbers import WIDTHS
from runlaws.probe._place_tally import PlaceTally, in_words
from runlaws.probe._refusals import Reason, reasons
from runlaws.probe._words import ENOUGH, Votes, by_place, default_of, votes_of
from runlaws.values import within

__all__ = ["settings_of"]

_MEMBERS: Final = {"kept": "keep", "dropped": "drop", "refused": "refuse"}
_VALUES: Final = {"kept": "keep", "refused": "refuse"}
_VARIANTS: Final = {"kept": "keep", "tag alone": "tag", "refused": "refuse"}


def settings_of(evidence: Evidence, *, encodes: bool) -> Iterator[Measured]:
    """Yield the settings of a policy in their order."""
    why, doubtful = reasons(evidence.causes, evidence.states)
    yield _errors(evidence.errors)
    yield _unknown("unknown_members", evidence, NewsKind.UNKNOWN_MEMBER, _MEMBERS)
    yield _unknown("unknown_values", evidence, NewsKind.UNKNOWN_VALUE, _VALUES)
    yield _unknown("unknown_variants", evidence, NewsKind.UNKNOWN_VARIANT, _VARIANTS)
    yield _nulls(evidence)
    yield _integers(evidence, why)
    yield _numbers("integer_notation", evidence.notations, {"accepted": "any", "refused": "digits"})
    yield _numbers("floats", evidence.floats.only(evidence.kept), {"kept": "double", "rounded": "single"})
    yield _numbers("negative_zero", evidence.zeros.only(evidence.kept), {"kept": "kept", "made 0": "zero"})
    yield _duplicates(evidence.duplicates.total())
    yield _needed("requires", evidence.causes["requires"], why, doubtful)
    yield _needed("not_null", evidence.causes["not_null"], why, doubtful)
    yield _invalid(evidence)
    yield _answer("equality", evidence.questions["equality"], {"yes": "value", "no": "identity"})
    yield _answer("hashable", evidence.questions["hashable"], {"yes": True, "no": False})
    yield _omits(evidence.members, {reason.place for reason in why if reason.setting in ("requires", "not_null")})
    yield _hides(evidence.shown)
    says = "it offers an encode" if encodes else "it offers no encode"
    yield Measured("encodes", encodes, says)


def _errors(errors: Errors) -> Measured:
    kinds: Counter[str] = Counter()
    for names, count in errors.raised.items():
        if errors.is_own(names):
            kinds[names[0].rpartition(".")[2]] += count
    leaks = (
        f"; other errors that escape: {', '.join(f'{name} {count:,}' for name, count in errors.leaks.items())}"
        if errors.leaks
        else ""
    )
    raised = in_words(kinds) if kinds else "none of its own was raised"
    unnamed = "".join(f"; {name} is made inside a function, and cannot be named here" for name in errors.unnamed)
    return Measured("errors", errors.own, raised + leaks + unnamed, sure=bool(errors.own))


def _unknown(name: str, evidence: Evidence, kind: NewsKind, words: Mapping[str, str]) -> Measured:
    """Return what is done with what is new, but where nothing is kept, and so nothing new is either.

    What is accepted without a sight of it tells only that it is not refused: then something else was.
    """
    tally, lost = evidence.news[kind], evidence.lost
    tally = tally.only([place for place in tally.places if tally.at(place)["refused"] or not within(place, lost)])
    tally = tally.only([place for place in tally.places if not tally.at(place)["accepted"]])
    return by_place(name, votes_of(tally, words, strong=default_of(name)), in_words(tally.total()))


def _numbers(name: str, tally: PlaceTally, words: Mapping[str, str]) -> Measured:
    return by_place(name, votes_of(tally, words, strong=default_of(name)), in_words(tally.total()))


def _nulls(evidence: Evidence) -> Measured:
    """Return whether null and absent are told apart: at some places one may always become the other.

    Where a client makes the one of the other, what it does the other way round says nothing.
    """
    nulls, absent = evidence.nulls.only(evidence.kept), evidence.absent.only(evidence.kept)
    votes = votes_of(nulls, {"kept null": "distinct", "made absent": "same"}, strong="distinct")
    others = votes_of(absent, {"kept absent": "distinct", "made null": "same"}, strong="distinct")
    if "same" in others.words.values():
        clear = "same" in votes.words.values()
        merged = {**votes.words, **_only_same(others)} if clear else others.words
        votes.words, votes.witnesses = merged, votes.witnesses + others.witnesses
    votes.faults = sorted({*votes.faults, *others.faults})
    return by_place("absent_and_null", votes, in_words(nulls.total() + absent.total()))


def _only_same(votes: Votes) -> dict[str, str]:
    return {place: word for place, word in votes.words.items() if word == "same"}


# -- integers


def _integers(evidence: Evidence, why: Sequence[Reason]) -> Measured:
    """Return the widths up to which no integer was rounded, or refused in a valid document."""
    votes, kept = Votes(), evidence.kept
    tallies = {width: tally.only(kept) for width, tally in evidence.integers.items()}
    for place in sorted({place for tally in tallies.values() for place in tally.places}):
        _vote(votes, place, {width: tally.at(place) for width, tally in tallies.items()})
    for reason in why:
        if reason.setting.startswith("integers "):
            width = reason.setting.removeprefix("integers ")
            votes.words[reason.place], votes.witnesses[reason.place] = width, reason.witnesses
    _leave_out_what_agrees(votes, tallies)
    counts = "; ".join(
        f"{_RANGES[width]} {in_words(tally.total())}" for width, tally in tallies.items() if tally.places
    )
    refused = sum(reason.witnesses for reason in why if reason.setting.startswith("integers "))
    note = f"; refused for one that is too wide {refused:,}" if refused else ""
    return by_place("integers", votes, (counts or "nothing was seen") + note)


_RANGES: Final = {"int32": "to 2^31", "double": "to 2^53", "int64": "to 2^63", "exact": "beyond"}


def _vote(votes: Votes, place: str, at: Mapping[str, Counter[str]]) -> None:
    """Count in what happened to the integers of a place: the width before the first that was rounded, if any."""
    widths = list(WIDTHS)
    for before, width in pairwise(widths):
        if at[width]["rounded"]:
            votes.words[place] = before
            votes.witnesses[place] = sum(fates["rounded"] for fates in at.values())
            return
    votes.words[place] = "exact"
    if any(fates["changed"] for fates in at.values()):
        votes.faults.append(place)


def _leave_out_what_agrees(votes: Votes, tallies: Mapping[str, PlaceTally]) -> None:
    """Leave out the places at which nothing was kept that is wider than all others hold: they do not disagree."""
    widths = list(WIDTHS)
    narrowest = min(votes.words.values(), key=widths.index, default="exact")
    wider = [tallies[width] for width in widths[widths.index(narrowest) + 1 :]]
    for place, word in list(votes.words.items()):
        if word == "exact" != narrowest and place not in votes.faults and not any(t.at(place)["kept"] for t in wider):
            del votes.words[place]


# -- one word for all


def _duplicates(counts: Counter[str]) -> Measured:
    """Return which value of a repeated name the client takes: always the first, always the last, any, or none."""
    counts.pop("crashed", None)
    taken = {fate: count for fate, count in counts.items() if fate != "refused"}
    if not taken:
        word = "refuse" if counts["refused"] >= ENOUGH else default_of("duplicates")
        return Measured("duplicates", word, in_words(counts), sure=counts["refused"] >= ENOUGH)
    most = max(taken, key=lambda fate: taken[fate])
    others = sum(taken.values()) - taken[most]
    if others >= ENOUGH or most == "another":
        return Measured("duplicates", "any", in_words(counts))
    note = f"one case of another value: {in_words(counts)}" if others else in_words(counts)
    return Measured("duplicates", most, note, sure=not others)


def _needed(name: str, tally: PlaceTally, why: Iterable[Reason], doubtful: Iterable[Reason]) -> Measured:
    """Return the members without which, or with null in which, acceptable documents were refused."""
    here = [reason for reason in why if reason.setting == name]
    places = frozenset(reason.place for reason in here if reason.sure)
    unsure = [reason.place for reason in (*here, *doubtful) if reason.setting == name and reason.place not in places]
    refused = sum(reason.witnesses for reason in here if reason.sure)
    note = f"refused for that {refused:,}" if refused else "no document was refused for that"
    if unsure:
        note = f"no other case tells about {', '.join(unsure[:3])}; {note}"
    return Measured(name, places, note, not unsure, _only(tally, "accepted"))


def _invalid(evidence: Evidence) -> Measured:
    """Return whether every document that breaks a hard rule is refused, or only those that break a structural one."""
    rules = evidence.invalid.places
    relations = evidence.invalid.only([rule for rule in rules if rule in evidence.relations]).total()
    structure = evidence.invalid.only([rule for rule in rules if rule not in evidence.relations]).total()
    counts = f"wrong values: {in_words(structure)}; wrong relations: {in_words(relations)}"
    if not structure["refused"]:
        accepted = structure["accepted"] + relations["accepted"]
        return Measured("invalid", "accept", counts, sure=bool(accepted))
    if structure["accepted"] > _FEW * structure.total():
        return Measured("invalid", "accept", counts)
    word = "schema" if relations["accepted"] > _FEW * relations.total() else "refuse"
    broken = sorted(rule for rule in rules if evidence.invalid.at(rule)["accepted"])
    holes = [rule for rule in broken if word == "refuse" or rule not in evidence.relations]
    if holes:
        counts = (
            f"accepted against {', '.join(holes[:3])} alone, which is a fault if it is meant to refuse all; {counts}"
        )
    return Measured("invalid", word, counts, sure=not holes)


_FEW: Final = 1 / 4
"""The share of invalid documents that a client meant to refuse them may accept: a hole is not a policy."""


def _answer(name: str, counts: Counter[str], values: Mapping[str, Any]) -> Measured:
    """Return the weaker promise where the stronger never held; where it held at times, the others are a fault."""
    fault = "; not always, which is a fault" if counts["yes"] and counts["no"] else ""
    if counts["yes"] or not counts["no"]:
        return Measured(name, values["yes"], in_words(counts) + fault, sure=bool(counts) and not fault)
    note = "one case: " if counts["no"] < ENOUGH else ""
    return Measured(name, values["yes" if note else "no"], note + in_words(counts), sure=not note)


def _omits(tally: PlaceTally, needed: Collection[str]) -> Measured:
    """Return the members that were never kept; those that were sometimes lost are reported as a fault.

    So are those that are never kept and `needed` all the same: a client knows what it insists on.
    """
    fates = {place: tally.at(place) for place in tally.places}
    never = {place: counts["dropped"] for place, counts in fates.items() if counts.keys() == {"dropped"}}
    lost = [place for place, count in never.items() if count >= ENOUGH]
    alone = sorted(place for place in never if place not in lost)
    known = sorted(set(lost).intersection(needed))
    lost = [place for place in lost if place not in known]
    omits = frozenset(place for place in lost if not any(place.startswith(f"{other}/") for other in lost))
    sometimes = sorted(place for place, counts in fates.items() if counts["kept"] and counts["dropped"])
    note = f"never kept: {len(omits)} of {len(fates)} members" if fates else "nothing was seen"
    if sometimes:
        note += f"; sometimes lost, which is a fault: {', '.join(sometimes[:3])}"
    if known:
        note += f"; never kept though it must be there or not null, which is a fault: {', '.join(known[:3])}"
    if alone:
        note = f"one case of loss at {', '.join(alone)}; {note}"
    return Measured("omits", omits, note, bool(fates) and not alone, _only(tally, "kept"))


def _hides(tally: PlaceTally) -> Measured:
    """Return the members that were never shown; those that were shown at times are reported as a fault."""
    fates = {place: tally.at(place) for place in tally.places}
    never = {place: counts["hidden"] for place, counts in fates.items() if counts.keys() == {"hidden"}}
    hides = frozenset(place for place, count in never.items() if count >= ENOUGH)
    note = f"never shown: {len(hides)} of {len(fates)} members" if fates else "nothing was seen"
    if hides == fates.keys() and fates:
        hides, note = frozenset({"/*"}), "it shows nothing"
    sometimes = sorted(place for place, counts in fates.items() if len(counts) > 1)
    if sometimes:
        note += f"; at times not shown, which is a fault: {', '.join(sometimes[:3])}"
    alone = sorted(place for place, count in never.items() if count < ENOUGH)
    if alone:
        note = f"one case of nothing shown at {', '.join(alone)}; {note}"
    return Measured("hides", hides, note, bool(fates) and not alone, _only(tally, "shown"))


def _only(tally: PlaceTally, fate: str) -> frozenset[str]:
    """Return the places at which only one thing happened, and often enough."""
    counts = {place: tally.at(place) for place in tally.places}
    return frozenset(place for place, fates in counts.items() if fates.keys() == {fate} and fates[fate] >= ENOUGH)
