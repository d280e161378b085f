"""Random cases: Hypothesis draws them, and shrinks each that shows something new.

It is the only module of the search that needs Hypothesis, and is imported when the first random case is needed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable

import hypothesis
from attrs import define
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.errors import HypothesisException
from hypothesis.strategies import SearchStrategy

from runlaws.case import Case
from runlaws.contract import Profile
from runlaws.laws import Law
from runlaws.search._progress import Progress
from runlaws.verdict import Cause, Failure
from runlaws_strategies import cases_for

__all__ = ["drawn_cases", "try_random"]

_SEARCHING = settings(
    database=None,
    deadline=None,
    derandomize=False,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    verbosity=Verbosity.quiet,
    print_blob=False,
)


def drawn_cases(law: Law, examples: int, seed: int, profile: str | Profile = "v2") -> list[Case]:
    """Return the cases that a test of a law draws; a seed gives the same ones on the same version of Hypothesis."""
    drawn: list[Case] = []

    def keep(case: Case) -> None:
        drawn.append(case)

    drawing = settings(_SEARCHING, max_examples=examples, phases=[Phase.generate])
    hypothesis.seed(seed)(drawing(given(case=cases_for(law, profile=profile))(keep)))()
    return drawn


def try_random(
    progress: Progress, strategy: SearchStrategy[Case], examples: int, seed: int, on_case: Callable[[], None]
) -> int:
    """Try random cases until `examples` were tried, and return how many were.

    A new failure is shrunk; then its kind is left out and the search goes on, round by round. `on_case` is called for
    every case except those tried while shrinking.
    """
    tried = round_number = 0
    while tried < examples:
        search_round = _Round(progress, on_case, frozenset(progress.failures))
        _run(search_round, strategy, examples - tried, seed + 1_000_003 * round_number)
        for cause in [cause for cause in progress.failures if cause not in search_round.known]:
            progress.causes.look_behind(*progress.failures[cause])
        tried += search_round.counted_for
        round_number += 1
    return tried


@define
class _Round:
    """One run of Hypothesis, which ends when it has found and shrunk a failure that is not among the `known`."""

    progress: Progress
    on_case: Callable[[], None]
    known: frozenset[Cause]
    calls: int = 0
    until_last_new: int = 0

    @property
    def fresh(self) -> bool:
        """Whether a new failure has been found: from then on Hypothesis shrinks."""
        return len(self.progress.failures) > len(self.known)

    @property
    def counted_for(self) -> int:
        """How many cases the round counts as: at least one, so that the search ends."""
        return max(self.until_last_new if self.fresh else self.calls, 1)

    def try_case(self, case: Case) -> None:
        """Try a drawn case, and raise an exception for a new failure, which makes Hypothesis shrink it."""
        self.calls += 1
        if self.fresh:
            shown: Iterable[tuple[Failure, Case]] = self.progress.uncounted(case)
        else:
            self.on_case()
            shown = self.progress.counted(case)
        new = self._new(shown)
        if new is None:
            return
        failure, case = self.progress.trial.plainest(*new)
        if failure.cause not in self.progress.failures:
            self.until_last_new = self.calls
        self.progress.failures[failure.cause] = failure, case  # Hypothesis ends with the simplest
        raise _class_for(failure.cause)

    def _new(self, shown: Iterable[tuple[Failure, Case]]) -> tuple[Failure, Case] | None:
        """Return the first failure with a face that is new in this round, and look behind the faces that are not.

        It does not look behind faces while Hypothesis shrinks one failure.
        """
        for failure, case in shown:
            if failure.cause not in self.known:
                return failure, case
            if not self.fresh:
                self.progress.causes.look_behind(failure, case)
        return None


class _New(Exception):
    """A new failure: a signal to Hypothesis, which tells bugs apart by class.

    There is one class for each cause, so that each is shrunk alone.
    """


@functools.cache
def _class_for(cause: Cause) -> type[_New]:
    return type(f"New {cause}", (_New,), {})


def _run(search_round: _Round, strategy: SearchStrategy[Case], examples: int, seed: int) -> None:
    """Let Hypothesis search until it has found and shrunk a new failure, or tried all examples."""
    test = given(case=strategy)(search_round.try_case)
    run = hypothesis.seed(seed)(settings(_SEARCHING, max_examples=examples)(test))
    try:
        run()
    except _New:
        return
    except BaseExceptionGroup as group:
        if not isinstance(group, HypothesisException) and group.split(_New)[1] is not None:
            raise
    except HypothesisException:  # flaky: the client did not do the same twice; its first failure is kept
        if not search_round.fresh:
            raise
