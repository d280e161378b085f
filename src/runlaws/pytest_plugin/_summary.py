"""The end of a session: what worker processes send to the main one, the lines it prints, and its exit status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from attrs import frozen

from runlaws.pytest_plugin._corpus import CorpusCases
from runlaws.pytest_plugin._coverage import ContractCoverage
from runlaws.pytest_plugin._known import KnownFailures
from runlaws.pytest_plugin._settings import Settings
from runlaws.pytest_plugin._threads import LeftThreads

__all__ = ["Summary"]


@frozen
class Summary:
    """The summary of a whole session."""

    settings: Settings
    coverage: ContractCoverage
    corpus: CorpusCases
    known: KnownFailures
    threads: LeftThreads

    def print(self, reporter: pytest.TerminalReporter, ended: Iterable[str]) -> None:
        """Print how much of the contract was exercised, what became of known failures, and which processes `ended`."""
        coverage = [] if self.settings.replay else self.coverage.lines()
        lines = [*ended, *coverage, *self.corpus.lines(), *self.known.lines(), *self.threads.lines()]
        thin = self._too_thin()
        if lines or thin:
            reporter.section("runlaws")
            for line in lines:
                reporter.line(line)
            for line in thin:
                reporter.line(f"coverage too low: {line}", red=True)

    def finish(self, session: pytest.Session) -> None:
        """Send what was met to the process that reports it, or fail when coverage is thin."""
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output["runlaws"] = self._as_data()
        elif session.exitstatus == pytest.ExitCode.OK and self._too_thin():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def take_in(self, data: Mapping[str, Any]) -> None:
        """Add what another process of this session met."""
        self.coverage.take_in(data["coverage"])
        self.known.stale += data["stale"]
        self.known.unasked += data["unasked"]
        self.known.as_known += data["known"]
        self.threads.count += data["threads"]
        self.corpus.left_out |= Counter(data["left_out"])  # each process reads the whole corpus

    def _as_data(self) -> dict[str, Any]:
        return {
            "coverage": self.coverage.as_data(),
            "stale": self.known.stale,
            "unasked": self.known.unasked,
            "known": self.known.as_known,
            "threads": self.threads.count,
            "left_out": dict(self.corpus.seen()),
        }

    def _too_thin(self) -> list[str]:
        return list(self.coverage.too_thin(self.settings.coverage_min))
