"""From what happened at each place to a setting: one word for all places, or a word for each of some."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import define, field, fields_dict

from runlaws.client import EVERYWHERE, Policy
from runlaws.probe._measured import Measured
from runlaws.probe._place_tally import PlaceTally

__all__ = ["ENOUGH", "Votes", "by_place", "default_of", "fewest", "votes_of"]

ENOUGH: Final = 2
"""The number of distinct documents that lower a promise: a single one may show a fault."""
_SHOWN: Final = 3
_NEARLY_ALL: Final = 3 / 4


def default_of(name: str) -> Any:
    """Return the default of a setting."""
    return fields_dict(Policy)[name].default


@define
class Votes:
    """The words for a setting that places give evidence for, and the places without a clear one."""

    words: dict[str, str] = field(factory=dict)
    """By place, the word for what happened there."""
    witnesses: Counter[str] = field(factory=Counter)
    """By place, how many documents are evidence for its word."""
    faults: list[str] = field(factory=list)
    """Where what happened differs from document to document, or is nothing that a policy can declare."""


def votes_of(tally: PlaceTally, words: Mapping[str, str], *, strong: str) -> Votes:
    """Return the words that the places of a tally are evidence for; `words` has one for each thing but a crash."""
    votes = Votes()
    for place in sorted(tally.places):
        fates = tally.at(place)
        fates.pop("crashed", None)
        said = {words.get(fate, "") for fate in fates}
        if len(said) == 1 and "" not in said:
            votes.words[place], votes.witnesses[place] = said.pop(), fates.total()
        elif said:
            votes.words[place] = strong
            votes.faults.append(place)
    return votes


def by_place(name: str, votes: Votes, counts: str) -> Measured:
    """Return a setting as the places say it: one word where they agree, else the default with the words that differ.

    A word that lowers a promise needs more than one document: at its place, or at nearly all the others.
    """
    strong = default_of(name)
    notes = [counts]
    if votes.faults:
        notes.append(f"not the same in all documents, which is a fault: {_some(votes.faults)}")
    common = _common(votes)
    alone = [
        place for place, word in votes.words.items() if word not in (strong, common) and votes.witnesses[place] < ENOUGH
    ]
    if alone:
        notes.insert(0, f"one case of {votes.words[alone[0]]!r} at {_some(alone)}")
    words = {place: strong if place in alone else word for place, word in votes.words.items()}
    value = fewest(words, words.get("", common or strong))
    return Measured(
        name, value, "; ".join(notes), sure=bool(words) and not alone and not votes.faults, seen=frozenset(words)
    )


def _common(votes: Votes) -> str:
    """Return the word that nearly all places have, so that the others are exceptions, or an empty text."""
    for word, count in Counter(votes.words.values()).most_common(1):
        witnesses = sum(votes.witnesses[place] for place, said in votes.words.items() if said == word)
        if count > len(votes.words) * _NEARLY_ALL and witnesses >= ENOUGH:
            return word
    return ""


def fewest(words: Mapping[str, str], default: str) -> str | Mapping[str, str]:
    """Return the fewest patterns that give all places their words: a place covers what is inside it."""
    least = {EVERYWHERE: default}
    for place in sorted(words, key=lambda place: (place.count("/"), place)):
        around = [other for other in least if place.startswith(f"{other}/")]
        if place and words[place] != least[max(around, key=len, default=EVERYWHERE)]:
            least[place] = words[place]
    return least if len(least) > 1 else default


def _some(places: Sequence[str] | Iterable[str]) -> str:
    places = list(places)
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    return ", ".join(place or "the top" for place in places[:_SHOWN]) + more
