"""The cases of a corpus that are of one profile, to be tried on a client for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from attrs import Factory, define, field

from runlaws.case import Case
from runlaws.contract import Profile
from runlaws.corpus._errors import CorpusError
from runlaws.corpus._places import Place
from runlaws.corpus._reading import load_corpus

__all__ = ["CasesOfProfile"]


@define
class CasesOfProfile:
    """The cases of a corpus whose profile is this one; those of other profiles are left out, and counted.

    It is iterated once. Raises `CorpusError` or OSError: when it is made for a corpus that is not there, at the end of
    the iteration where no case is of the profile.
    """

    path: Place
    profile: Profile
    count: int = field(init=False, default=0)
    left_out: Counter[str] = field(init=False, factory=Counter)
    """How many cases there are of each other profile."""
    _cases: Iterator[Case] = field(init=False, default=Factory(lambda self: load_corpus(self.path), takes_self=True))

    def __iter__(self) -> Iterator[Case]:
        spec = self.profile.spec
        for case in self._cases:
            if case.judgement.profile.spec == spec:
                self.count += 1
                yield case
            else:
                self.left_out[case.judgement.profile.spec] += 1
        if not self.count:
            others = f"; there are {self.others()}" if self.left_out else ""
            msg = f"{self.path}: no case in it is of the profile {spec}{others}"
            raise CorpusError(msg)

    def others(self) -> str:
        """Return how many cases of which other profiles were left out, or an empty text."""
        return ", ".join(f"{count:,} of {spec}" for spec, count in sorted(self.left_out.items()))
