"""Whether a client still fails in a known way, where the witness of the entry no longer shows it.

One entry often stands for failures at many places, and its one witness says nothing of the others: a client that lost
three names and now loses two has not been fixed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from attrs import define, field

from runlaws.case import Case
from runlaws.contract import Profile
from runlaws.known._entry import Known, unknown_part
from runlaws.laws import LAWS
from runlaws.objects import ProfileError
from runlaws.search import listed_cases, minimal
from runlaws.trial import Trial
from runlaws.verdict import Failure
from runlaws_strategies import kinds_for_all, without_plain
from runlaws_strategies.build import random_case

__all__ = ["Elsewhere"]

_RANDOM: Final = 1000
"""How many random cases are tried after the catalogue: those of `runlaws known update` as it comes. With one law, all
of it takes about a second."""

_Shown: TypeAlias = tuple[Failure, Case]


@define
class Elsewhere:
    """The failures of one client on other cases than witnesses; each law's cases are tried once, and as far as needed.

    Every trial that it is given must be of that client, by the one law of an entry.
    """

    _failures: dict[tuple[str, Profile], Iterator[_Shown]] = field(init=False, factory=dict)

    def still_shown(self, known: Known, trial: Trial, beside: Sequence[Known] = ()) -> _Shown | None:
        """Return the first failure that is this known one and none of those `beside` it, on a minimal case, or None."""
        for failure, case in self._failures_of(known, trial):
            if not known.covers(failure, trial.observer.client_name):
                continue
            if unknown_part([known], failure, case, trial) is None and unknown_part(beside, failure, case, trial):
                return minimal(trial, failure, case)
        return None

    def _failures_of(self, known: Known, trial: Trial) -> Iterator[_Shown]:
        key = known.law, known.witness.judgement.profile
        failures, self._failures[key] = itertools.tee(self._failures.get(key) or _failing(trial, key[1]))
        return failures


def _failing(trial: Trial, profile: Profile) -> Iterator[_Shown]:
    """Yield the failures that the catalogue shows, then those of random cases; none for a profile that only judges."""
    try:
        for case in itertools.chain(listed_cases(trial, profile), _random_cases(profile)):
            if any(law.speaks_of(case) for law in trial.laws):
                for _, verdict in trial.verdicts(case):
                    yield from ((failure, case) for failure in verdict.failures)
    except ProfileError:
        return


def _random_cases(profile: Profile) -> Iterator[Case]:
    kinds = without_plain(kinds_for_all(LAWS))
    return (random_case(0, index, profile, kinds) for index in range(_RANDOM))
