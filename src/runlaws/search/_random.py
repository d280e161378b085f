"""Random cases: made by a plain chooser, and near one that fails by Hypothesis, which shrinks it."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from attrs import define

from runlaws.case import Case
from runlaws.contract import Profile
from runlaws.search._progress import Progress
from runlaws.search._until import Until
from runlaws.trial import Layer
from runlaws.verdict import Failure
from runlaws_strategies import Kind
from runlaws_strategies.build import Choices, recorded_case

__all__ = ["RandomCases"]


@define
class RandomCases:
    """The random cases of a search: a profile, kinds, and a seed make the same ones in any process."""

    profile: Profile
    kinds: tuple[Kind, ...]
    seed: int

    def try_with(
        self, progress: Progress, examples: int, on_case: Callable[[], None], until: Until | None = None
    ) -> int:
        """Try a number of cases, and shrink what fails in a new way; return how many were tried.

        With `until`, cases are tried until that is reached. `on_case` is called for each of them.
        """
        newest = 0
        for index in range(examples) if until is None else itertools.count():
            if until is not None and until.is_reached(index - newest):
                return index
            case, record = recorded_case(self.seed, index, self.profile, self.kinds)
            on_case()
            for failure, shown in progress.counted(case, Layer.RANDOM):
                if failure.cause in progress.failures:
                    progress.causes.look_behind(failure, shown)
                else:
                    newest = index
                    simplest = self._shrunk(progress, failure, shown, record)
                    progress.failures[failure.cause] = simplest
                    progress.causes.look_behind(*simplest)
        return examples

    def _shrunk(self, progress: Progress, failure: Failure, case: Case, record: Choices) -> tuple[Failure, Case]:
        if not progress.trial.is_live:
            return failure, case
        from runlaws.search._shrinking import shrunk  # here, since most searches have nothing to shrink
        from runlaws_strategies._near import near

        return shrunk(progress, failure, case, near(record, self.profile, self.kinds), self.seed)
