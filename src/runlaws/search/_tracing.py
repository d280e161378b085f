"""Seeing a failure once more, with the whole traceback of the exception that it comes of."""

from __future__ import annotations

from attrs import evolve

from runlaws.case import Case
from runlaws.trial import Trial
from runlaws.verdict import Failure

__all__ = ["with_traceback"]


def with_traceback(trial: Trial, failure: Failure, case: Case) -> Failure:
    """Return the same failure with its traceback, or unchanged if the client does not do the same again.

    It asks the client again, since a search would pay for the traceback of every document that is refused. A client
    that hangs is not asked again.
    """
    if any(law.ending == "hang" for law in trial.laws if law.id == failure.law):
        return failure
    traced = evolve(trial, observer=trial.observer.with_tracebacks())
    return traced.same_failure(failure, case) or failure
