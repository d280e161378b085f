"""Why a client refuses acceptable documents: the fewest reasons that a policy can give for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from runlaws.probe._place_tally import PlaceTally
from runlaws.values import Json

__all__ = ["Reason", "reasons"]

_ENOUGH: Final = 2


@frozen
class Reason:
    """A setting and a place that may explain why documents were refused, and how many it explains."""

    setting: str
    place: str
    witnesses: int

    @property
    def sure(self) -> bool:
        """Whether more than one document is evidence for it."""
        return self.witnesses >= _ENOUGH


def reasons(
    causes: Mapping[str, PlaceTally], states: Mapping[bytes, Json]
) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Return the reasons that explain the refusals, and those that may but explain none that has no other.

    A reason is one if every document that has it was refused, and not every one in a state of theirs (`states` has it
    for each document) that has something else at its place: it may be the state that is refused.
    Those that explain most come first: what is missing is often missing together with something else. Of those that
    explain nothing more, only what most of the refused documents have is worth a doubt.
    """
    candidates = {
        (setting, place): fates["refused"]
        for setting, tally in causes.items()
        for place, fates in tally.places.items()
        if fates.keys() == {"refused"} and _is_otherwise_accepted(causes, states, setting, place)
    }
    refused = set[bytes]().union(*candidates.values())
    explained: set[bytes] = set()
    chosen: list[Reason] = []
    doubtful: list[Reason] = []
    while candidates:
        (setting, place), documents = max(candidates.items(), key=lambda item: _weight(item[0], item[1] - explained))
        rest = documents - explained
        if rest:
            chosen.append(Reason(setting, place, len(rest)))
        elif len(documents) > len(refused) / 2:
            doubtful.append(Reason(setting, place, 0))
        explained |= documents
        del candidates[setting, place]
    return tuple(sorted(chosen, key=_order)), tuple(sorted(doubtful, key=_order))


def _is_otherwise_accepted(
    causes: Mapping[str, PlaceTally], states: Mapping[bytes, Json], setting: str, place: str
) -> bool:
    """Return whether some accepted document has a value, or an integer that is not wide, at a place.

    It must be in the state of one that was refused.
    """
    otherwise = "narrow" if setting.startswith("integers") else "valued"
    if setting in ("narrow", "valued") or otherwise not in causes:
        return False
    of_refused = [states.get(document) for document in causes[setting].places[place]["refused"]]
    accepted = causes[otherwise].places.get(place, {}).get("accepted", ())
    return any(states.get(document) in of_refused for document in accepted)


def _order(reason: Reason) -> tuple[str, str]:
    return reason.setting, reason.place


def _weight(reason: tuple[str, str], unexplained: set[bytes]) -> tuple[int, bool, tuple[str, str]]:
    """Return how likely a reason is: how much it explains, and a great number before what is missing beside it."""
    return len(unexplained), reason[0].startswith("integers"), reason
