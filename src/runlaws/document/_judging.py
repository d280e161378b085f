"""The oracle over whole documents: `judge`."""

from __future__ import annotations

from collections.abc import Mapping

from runlaws.contract import AUTO, Judgement, Profile, Standing, best_fit, find_profile
from runlaws.document._reading import Reading, read
from runlaws.values import Json

__all__ = ["judge", "judge_reading"]


def judge(document: bytes | str | Mapping[str, Json], profile: str | Profile = "v2") -> Judgement:
    """Return what the contract says of a document: its standing and every rule it breaks, with the place.

    The document is JSON text, as bytes or str, or the object already read. Nothing in it makes this raise;
    an unknown profile raises `UnknownProfile`. With the profile "auto" it is judged by the one that fits it best,
    which the judgement names.
    """
    if isinstance(document, Mapping):
        reading = Reading(document)
    else:
        reading = read(document.encode("utf-8", "surrogatepass") if isinstance(document, str) else document)
    if profile == AUTO:
        contract = best_fit(reading.tree or {})
    else:
        contract = find_profile(profile) if isinstance(profile, str) else profile
    return judge_reading(reading, contract)


def judge_reading(reading: Reading, profile: Profile) -> Judgement:
    """Return what the contract says of a document that has been read."""
    if reading.tree is None:
        standing = Standing.MALFORMED if reading.faults else Standing.AMBIGUOUS
        return Judgement(profile.name, standing, (*reading.faults, *reading.disputes))
    found = profile.judge(reading.tree)
    if not reading.disputes:
        return found
    return Judgement(profile.name, Standing.AMBIGUOUS, (*reading.disputes, *found.violations), found.news)
