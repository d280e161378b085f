"""The last failure of a test, and the text that the test ends with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from runlaws.case import Case
from runlaws.finding import Finding
from runlaws.reports import text_of
from runlaws.search import finding_of, minimal, permit_of, with_traceback
from runlaws.trial import Trial
from runlaws.verdict import Failure

__all__ = ["LastFailure"]


@frozen
class LastFailure:
    """The last failure of a test: Hypothesis ends with the simplest one.

    `command` returns the command that tries a case again; `note` is an extra line for the text, or empty. A case
    that `is_plain` is as plain as it can be: it was made so already, or a user's own test is for no others. `rest` has
    what else shows the same defect.
    """

    trial: Trial
    failure: Failure
    case: Case
    command: Callable[[Case], str]
    note: str = ""
    is_plain: bool = False
    rest: Sequence[Finding] = ()

    def minimal(self) -> LastFailure:
        """Return the failure with the plainest case that shows it."""
        if self.is_plain:
            return self
        failure, case = minimal(self.trial, self.failure, self.case)
        return evolve(self, failure=failure, case=case, is_plain=True)

    def with_traceback(self) -> LastFailure:
        """Return the failure with the whole traceback of the exception that it comes of, if it comes of one."""
        return evolve(self, failure=with_traceback(self.trial, self.failure, self.case))

    def finding(self) -> Finding:
        """Return the failure as a finding."""
        permit = permit_of(self.trial, self.failure, self.case)
        name, replay = self.trial.observer.name, self.command(self.case)
        return finding_of(self.failure, self.case, name, replay=replay, permit=permit)

    def text(self, *, flaky: bool = False, whole: bool = False) -> str:
        """Return the text of the finding, perhaps the `whole`; a flaky client is said not to do the same again."""
        known = f"\n  known    {self.note}" if self.note else ""
        note = "\n  note     the client did something else when it was asked again" if flaky else ""
        return f"{text_of(self.finding(), self.rest, whole=whole)}{known}{note}"
