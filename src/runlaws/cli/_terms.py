"""On what terms a client is asked: for how long, with how much memory, and in which process."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from runlaws import _limits as limits

if TYPE_CHECKING:
    from runlaws.finding import SearchResult

__all__ = ["Terms"]


@frozen
class Terms:
    """How long a call may take, in seconds, how many bytes the client's own process may, and whether it has one.

    Without `memory` it is what that kind of client usually may take. A client of `process:COMMAND` always has a process
    of its own; a Python client has one unless it is not to be `apart`.
    """

    deadline: float = limits.DEADLINE
    memory: int | None = None
    apart: bool = True

    def again(self, command: str) -> str:
        """Return a command that asks a client, with the options that make it do so on these terms."""
        return shlex.join([*shlex.split(command), *self._options()])

    def replayed(self, result: SearchResult) -> SearchResult:
        """Return the result of a search of which each finding is replayed on these terms."""
        findings = (evolve(finding, replay=self.again(finding.replay)) for finding in result.findings)
        return evolve(result, findings=tuple(findings))

    def _options(self) -> Iterator[str]:
        """Yield the words of the options that say what is not usual."""
        if self.deadline != limits.DEADLINE:
            yield from ("--deadline", f"{self.deadline:g}")
        if self.memory is not None:
            yield from ("--memory", limits.size_option(self.memory))
        if not self.apart:
            yield "--in-process"
