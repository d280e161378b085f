"""The suite's tests in this session: which of them have anything to do, and their parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from runlaws.laws import LAWS
from runlaws.pytest_plugin._corpus import CorpusCases
from runlaws.pytest_plugin._known import KnownFailures
from runlaws.pytest_plugin._saved import SavedCases
from runlaws.pytest_plugin._settings import Settings

__all__ = ["has_items", "parameters_of"]


def has_items(test: str, known: KnownFailures, saved: SavedCases, settings: Settings) -> bool:
    """Return whether a test of the suite has anything to do.

    A session that replays cases does nothing else, and with a corpus, or with requirements, nothing is drawn.
    """
    if test == "test_saved":
        return bool(saved.to_try())
    if settings.replay:
        return False
    if test == "test_known":
        return bool(known.entries)
    return bool(settings.corpus or settings.requirements) is (test == "test_corpus")


def parameters_of(
    test: str, known: KnownFailures, saved: SavedCases, corpus: CorpusCases
) -> Mapping[str, tuple[Sequence[Any], Sequence[str]]]:
    """Return the parameters of a test of the suite."""
    if test in ("test_law", "test_corpus"):
        ids = [law.id for law in corpus.laws_of(LAWS)]
        return {"law_id": (ids, ids)}
    if test == "test_known":
        entries = known.entries
        names = [f"{entry.law} {entry.pointer or '(whole document)'} {entry.kind}" for entry in entries]
        return {"known": (entries, names)}
    cases = saved.to_try()
    return {"saved": (cases, [f"{entry.law or 'every-law'}-{entry.case.id}" for entry in cases])}
