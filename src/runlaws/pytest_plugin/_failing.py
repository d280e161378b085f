"""The failure that a test saw last, and the text of it that the test ends with."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve, frozen

from runlaws.case import Case
from runlaws.finding import Finding
from runlaws.reports import text_of
from runlaws.search import finding_of, minimal
from runlaws.trial import Trial
from runlaws.verdict import Failure

__all__ = ["LastFailure"]


@frozen
class LastFailure:
    """The failure that was seen last: Hypothesis ends with the simplest it has found.

    `command` returns what tries a case again; `note` is one more line for the text, or empty.
    """

    trial: Trial
    failure: Failure
    case: Case
    command: Callable[[Case], str]
    note: str = ""

    def minimal(self) -> LastFailure:
        """Return it with the plainest case that shows it."""
        failure, case = minimal(self.trial, self.failure, self.case)
        return evolve(self, failure=failure, case=case)

    def finding(self) -> Finding:
        """Return it as a finding."""
        return finding_of(self.failure, self.case, self.trial.observer.name, replay=self.command(self.case))

    def text(self, *, flaky: bool = False) -> str:
        """Return the text of the finding; of a flaky one it says that the client did not do the same again."""
        known = f"\n  known    {self.note}" if self.note else ""
        note = "\n  note     the client did not do the same when it was asked again" if flaky else ""
        return f"{text_of(self.finding())}{known}{note}"
