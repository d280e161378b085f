"""Reading the revisions, each a file beside this module: its laws, and the catalogue of each profile.

A file lists what its revision adds: the laws, and the ids of the cases that are new. Of the first one all cases are
new, and are not listed: under it, a case is left out if a later revision has it. So the files stay small; a digest of
the ids that remain holds that they are those that were frozen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Any, Final

from attrs import frozen

from runlaws.case import Case
from runlaws.contract import Profile
from runlaws.laws import Law
from runlaws.values import likely
from runlaws_strategies import catalogue

__all__ = [
    "REVISIONS",
    "UNRELEASED",
    "FrozenProfile",
    "NotFrozen",
    "Requirements",
    "Revision",
    "digest_of",
    "find_requirements",
    "since",
]

UNRELEASED: Final = "the next revision"
"""Since when a law is there that no revision has yet."""


class NotFrozen(LookupError):
    """There is no such revision, or it does not have what is asked of it; the message says what there is."""


@frozen
class FrozenProfile:
    """The catalogue of a profile under a revision."""

    cases: int
    digest: str
    """Of the ids of all cases, those of earlier revisions too: see `digest_of`."""
    added: frozenset[str]
    """The ids of the cases that are new in it; empty in the first revision, in which all are."""


@frozen
class Revision:
    """What one revision has that none before it had."""

    name: str
    laws: frozenset[str]
    """The ids of the laws that are new in it."""
    profiles: Mapping[str, FrozenProfile]


@frozen
class Requirements:
    """What a client is held to under a revision."""

    revision: str
    laws: frozenset[str]
    """The ids of its laws."""
    later: Mapping[str, frozenset[str]]
    """The ids of the cases that later revisions have added, by profile."""

    def laws_of(self, laws: Iterable[Law]) -> list[Law]:
        """Return those of some laws that the revision has."""
        return [law for law in laws if law.id in self.laws]

    def cases(self, profile: Profile) -> Iterator[Case]:
        """Yield the cases of a profile's catalogue that the revision has."""
        left_out = self.later[profile.spec]
        return (case for case in catalogue(profile=profile) if case.id not in left_out)

    def check(self, profile: Profile) -> None:
        """Raise `NotFrozen` for a profile of which the revision has no catalogue."""
        if profile.spec not in self.later:
            msg = f"requirements {self.revision} have no catalogue of {profile.spec}; there is {_either(self.later)}"
            raise NotFrozen(msg)


def find_requirements(revision: str) -> Requirements:
    """Return the requirements of a revision, such as `2026-12`; raises `NotFrozen`."""
    names = [each.name for each in REVISIONS]
    if revision not in names:
        msg = f"there are no requirements {revision!r}; there is {_either(names)}{likely(revision, names)}"
        raise NotFrozen(msg)
    position = names.index(revision) + 1
    laws = frozenset[str]().union(*(each.laws for each in REVISIONS[:position]))
    later = {
        profile: frozenset[str]().union(
            *(each.profiles[profile].added for each in REVISIONS[position:] if profile in each.profiles)
        )
        for each in REVISIONS[:position]
        for profile in each.profiles
    }
    return Requirements(revision, laws, later)


def since(law: Law) -> str:
    """Return the name of the revision since which a law is there."""
    return next((each.name for each in REVISIONS if law.id in each.laws), UNRELEASED)


def digest_of(ids: Iterable[str]) -> str:
    """Return what tells sets of cases apart by their ids, whatever their order."""
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()


def _either(names: Iterable[str]) -> str:
    return ", ".join(names)


def _read() -> Iterator[Revision]:
    """Yield the revisions, the oldest first."""
    files = [file for file in resources.files("runlaws.requirements").iterdir() if file.name.endswith(".json")]
    for file in sorted(files, key=lambda file: file.name):
        data: dict[str, Any] = json.loads(file.read_text("utf-8"))
        profiles = {
            name: FrozenProfile(held["cases"], held["digest"], frozenset(held["added"]))
            for name, held in data["profiles"].items()
        }
        yield Revision(file.name.removesuffix(".json"), frozenset(data["laws"]), profiles)


REVISIONS: Final[tuple[Revision, ...]] = tuple(_read())
"""Every revision, the oldest first."""
