"""The fixed cases of a search, which are tried before random ones."""

from __future__ import annotations

from collections.abc import Callable

from runlaws.case import Case
from runlaws.contract import Profile
from runlaws.search._progress import Progress
from runlaws_strategies import catalogue, kinds_for_all

__all__ = ["try_catalogue"]


def try_catalogue(progress: Progress, profile: Profile, on_case: Callable[[Case], object]) -> int:
    """Try the catalogue's cases that the laws apply to, make every cause minimal, and return the number of cases."""
    tried = 0
    for case in catalogue(profile=profile, kinds=kinds_for_all(progress.trial.laws)):
        tried += 1
        on_case(case)
        progress.look_up(case)
    progress.causes.tell_apart()
    return tried
