"""The setting of a policy that permits a failure, for the finding that is made of it."""

from __future__ import annotations

from runlaws.case import Case
from runlaws.laws import View, permit
from runlaws.trial import Trial
from runlaws.verdict import Failure

__all__ = ["permit_of"]


def permit_of(trial: Trial, failure: Failure, case: Case) -> str:
    """Return the setting that permits a failure of a trial's client, as code to paste; empty where none does.

    The client is asked once more: this is for failures that are reported, not for those that are met on the way.
    """
    for law in trial.laws:
        if law.id == failure.law and not law.stands_alone:
            return permit(law, View(case, trial.observer.observe(case, law.asks)), failure)
    return ""
