"""A search over a client: the catalogue, then random cases, each finding made minimal."""

from runlaws.search._minimal import minimal, simplest_like
from runlaws.search._search import (
    CASE_FOLDER,
    drawn_cases,
    finding_of,
    is_flaky,
    replay_command,
    search,
)

__all__ = [
    "CASE_FOLDER",
    "drawn_cases",
    "finding_of",
    "is_flaky",
    "minimal",
    "replay_command",
    "search",
    "simplest_like",
]
