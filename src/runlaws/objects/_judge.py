"""The oracle for whole documents: `judge`."""

from __future__ import annotations

from collections.abc import Mapping

from runlaws.contract import Judgement, Profile
from runlaws.document import Reading, judge_reading, read
from runlaws.objects._registry import AUTO, as_profile, best_fit
from runlaws.values import Json

__all__ = ["judge"]


def judge(document: bytes | str | Mapping[str, Json], profile: str | Profile = "v2") -> Judgement:
    """Return what the contract says of a document: its standing and every rule it breaks, with the place.

    The document is JSON text, as bytes or str, or an object that was already read. No document makes it raise; a
    profile that cannot be found or used raises `ProfileError`. With the profile "auto", the profile that fits best is
    used, and the judgement has it.
    """
    if isinstance(document, Mapping):
        reading = Reading(document if isinstance(document, dict) else dict(document))
    else:
        reading = read(document.encode("utf-8", "surrogatepass") if isinstance(document, str) else document)
    contract = best_fit(reading.tree or {}) if profile == AUTO else as_profile(profile)
    return judge_reading(reading, contract)
