"""What the contract says of a document that has been read."""

from __future__ import annotations

from runlaws.contract import Judgement, Profile, Standing
from runlaws.document._reading import Reading

__all__ = ["judge_reading"]


def judge_reading(reading: Reading, profile: Profile) -> Judgement:
    """Return the judgement of a document that has been read; disputes make it ambiguous, whatever else it breaks."""
    if reading.tree is None:
        standing = Standing.MALFORMED if reading.faults else Standing.AMBIGUOUS
        return Judgement(profile, standing, (*reading.faults, *reading.disputes))
    judgement = profile.judge(reading.tree)
    if not reading.disputes:
        return judgement
    return Judgement(profile, Standing.AMBIGUOUS, (*reading.disputes, *judgement.violations), judgement.news)
