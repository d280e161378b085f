"""What is certain of a run in some statuses, for type checkers; at run time these classes are `Run` itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runlaws.objects.run.model._run import Run

__all__ = ["FailedRun", "IncompleteRun", "WaitingRun"]

if TYPE_CHECKING:
    from typing import Literal

    from runlaws.objects.run.model._parts import IncompleteDetails, LastError, RequiredAction

    class FailedRun(Run):
        """A run whose status is failed: it has an error."""

        status: Literal["failed"]
        last_error: LastError
        failed_at: int

    class WaitingRun(Run):
        """A run whose status is requires_action: it waits for its caller."""

        status: Literal["requires_action"]
        required_action: RequiredAction

    class IncompleteRun(Run):
        """A run whose status is incomplete: it says why."""

        status: Literal["incomplete"]
        incomplete_details: IncompleteDetails
else:
    FailedRun = IncompleteRun = WaitingRun = Run
