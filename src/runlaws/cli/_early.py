"""What a search has to say that ended before its time."""

from __future__ import annotations

from runlaws.case import Case
from runlaws.cli._journal import Journal
from runlaws.finding import SearchResult
from runlaws.laws import LAWS
from runlaws.search import finding_of, replay_command
from runlaws.verdict import Failure, Words

__all__ = ["by_the_client", "in_words", "so_far"]


def so_far(journal: Journal, spec: str, profile: str, seed: int, *, how: str = "", outside: str = "") -> SearchResult:
    """Return the result of a search that ended early: as first seen, for nothing more is asked of the client.

    `how` says how the client ended it, which is a finding of its own; `outside` what else did.
    """
    shown, last = list(journal.failures()), journal.last
    if how and last is not None:
        shown.append((by_the_client(how), last))
    findings = tuple(
        finding_of(failure, case, journal.name, replay=replay_command(case, spec)) for failure, case in shown
    )
    why = f"the client ended it ({how})" if how else outside.rstrip(".").lower()
    ended = f"the search is not complete: {why} after {journal.tried} cases{in_words(last)}"
    return SearchResult(journal.name, profile, journal.tried, seed, findings, spec=spec, ended=ended, last=last)


def by_the_client(how: str) -> Failure:
    """Return the failure of a client that ended the process in a way that no observer could see."""
    law = next(law for law in LAWS if law.ending == "exit")
    return Failure(law.id, "", how, Words("a document"), Words("the end of the process"))


def in_words(last: Case | None) -> str:
    """Return the end of a sentence that names the case which was tried last, if one was."""
    return "" if last is None else f"; the last document was that of case {last.id} ({last.made})"
