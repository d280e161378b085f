"""What a failing case is made minimal with."""

from __future__ import annotations

from typing import Protocol

from runlaws.case import Case
from runlaws.verdict import Failure

__all__ = ["Reproducer"]


class Reproducer(Protocol):
    """Tries a failure on other cases: a trial of one client does, and so do several clients side by side."""

    def same_failure(self, failure: Failure, case: Case) -> Failure | None:
        """Return the failure with the same cause on another case, or None."""
        ...

    def plainest(self, failure: Failure, case: Case) -> tuple[Failure, Case]:
        """Return the same failure with the document that the case was made of, if that shows it too."""
        ...

    def allow_more_hangs(self) -> None:
        """Let clients hang a few more times."""
        ...
