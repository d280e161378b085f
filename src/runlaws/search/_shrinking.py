"""What the search needs Hypothesis for: shrinking a case that fails, and the cases that a test of a law draws."""

from __future__ import annotations

from collections.abc import Callable

import hypothesis
from attrs import define
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.errors import HypothesisException
from hypothesis.strategies import SearchStrategy

from runlaws.case import Case
from runlaws.contract import Profile
from runlaws.laws import Law
from runlaws.search._progress import Progress
from runlaws.verdict import Failure
from runlaws_strategies import cases_for

__all__ = ["drawn_cases", "shrunk"]

_SEARCHING = settings(
    database=None,
    deadline=None,
    derandomize=False,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    verbosity=Verbosity.quiet,
    print_blob=False,
)
_MOST_ATTEMPTS = 200
"""How many cases near a failing one are drawn until one of them fails in the same way."""


def drawn_cases(law: Law, examples: int, seed: int, profile: str | Profile = "v2") -> list[Case]:
    """Return the cases that a test of a law draws; a seed gives the same ones on the same version of Hypothesis."""
    drawn: list[Case] = []

    def keep(case: Case) -> None:
        drawn.append(case)

    drawing = settings(_SEARCHING, max_examples=examples, phases=[Phase.generate])
    _run(keep, cases_for(law, profile=profile), drawing, seed)
    return drawn


def shrunk(
    progress: Progress, failure: Failure, case: Case, near: SearchStrategy[Case], seed: int
) -> tuple[Failure, Case]:
    """Return the same failure with the simplest case to which Hypothesis shrinks one.

    `near` draws the failing case often, and cases like it. If none that it draws fails in the same way, the case is
    returned as it is.
    """
    shrinking = _Shrinking(progress, *progress.trial.plainest(failure, case))
    try:
        _run(shrinking.try_case, near, settings(_SEARCHING, max_examples=_MOST_ATTEMPTS), seed)
    except (_StillFails, HypothesisException):  # the latter if the client did not do the same twice
        pass
    except BaseExceptionGroup as group:
        if group.split((_StillFails, HypothesisException))[1] is not None:
            raise
    return shrinking.failure, shrinking.case


def _run(test: Callable[[Case], None], strategy: SearchStrategy[Case], how: settings, seed: int) -> None:
    run = given(case=strategy)(test)
    hypothesis.seed(seed)(how(run))()


class _StillFails(Exception):
    """A signal to Hypothesis that a case fails in the way that is to be shrunk."""


@define
class _Shrinking:
    """A failure, with the simplest case so far that shows it."""

    progress: Progress
    failure: Failure
    case: Case

    def try_case(self, case: Case) -> None:
        """Keep a case that shows the same failure, and raise, which makes Hypothesis shrink it."""
        trial = self.progress.trial
        same = trial.same_failure(self.failure, case)
        unknown = self.progress.less_known(same, case, trial) if same is not None else None
        if unknown is not None:
            self.failure, self.case = trial.plainest(*unknown)  # Hypothesis ends with the simplest
            raise _StillFails
