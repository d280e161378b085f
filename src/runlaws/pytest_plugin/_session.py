"""One pytest session: its parts, each created once and passed to those that need it."""

from __future__ import annotations

import pytest

from runlaws.client import Client
from runlaws.pytest_plugin._corpus import CorpusCases
from runlaws.pytest_plugin._coverage import ContractCoverage
from runlaws.pytest_plugin._known import KnownFailures
from runlaws.pytest_plugin._last_document import LastDocument
from runlaws.pytest_plugin._law_runner import LawRunner
from runlaws.pytest_plugin._saved import SavedCases
from runlaws.pytest_plugin._settings import settings_of
from runlaws.pytest_plugin._summary import Summary
from runlaws.pytest_plugin._threads import LeftThreads

__all__ = ["Session"]


class Session:
    """The state of one pytest session, created when a fixture or the suite is first used.

    Raises `Unusable` if there are no such requirements as it names.
    """

    def __init__(self, config: pytest.Config) -> None:
        self.settings = settings_of(config)
        self.clients: dict[str, Client] = {}
        """The clients that were named, by their texts."""
        self.known = KnownFailures(self.settings)
        self.saved = SavedCases(self.settings)
        self.threads = LeftThreads()
        self.corpus = CorpusCases(self.settings)
        self.corpus.check()
        coverage = ContractCoverage()
        self.runner = LawRunner(self.known, self.saved, coverage, self.corpus, self.settings)
        self.last = LastDocument(self.settings, self.runner.specs.values())
        self.summary = Summary(self.settings, coverage, self.corpus, self.known, self.threads)
