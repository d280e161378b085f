"""The registry of profiles, and finding one by its name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from runlaws.contract import Profile
from runlaws.objects._fit import closest
from runlaws.objects._own import ProfileError, load_profile
from runlaws.objects.run.profiles import (
    ANY,
    AZURE_AGENTS,
    COMPAT,
    V1,
    V1_LATE,
    V2,
)
from runlaws.values import likely

__all__ = [
    "AUTO",
    "JUDGING",
    "PROFILES",
    "ProfileError",
    "UnknownProfile",
    "as_profile",
    "best_fit",
    "find_profile",
    "to_draw_from",
]

PROFILES: Mapping[str, Profile] = MappingProxyType(
    {profile.name: profile for profile in (V2, AZURE_AGENTS, V1, V1_LATE, ANY)}
)
"""Every profile that documents are made for, by its name."""

JUDGING: Mapping[str, Profile] = MappingProxyType({**PROFILES, COMPAT.name: COMPAT})
"""Every profile that a document may be judged by, by its name."""

AUTO = "auto"
"""Stands for the profile that fits a document best, where documents are judged."""


class UnknownProfile(ProfileError):
    """No profile has that name."""

    def __init__(self, name: str) -> None:
        own = "or one of your own as package.module:ATTRIBUTE"
        if name == AUTO:
            msg = f"profile {AUTO!r} chooses among profiles for each document that is judged, where one is needed here"
            super().__init__(f"{msg}: {', '.join(PROFILES)}, {own}")
            return
        there_is = f"there is {', '.join(JUDGING)} (and {AUTO}, where documents are judged), {own}"
        super().__init__(f"no profile is named {name!r}; {there_is}{likely(name, [*JUDGING, AUTO])}")


def find_profile(name: str) -> Profile:
    """Return the profile with a name, or the one that a text `package.module:ATTRIBUTE` names.

    Raises `UnknownProfile`, which lists the known names, and `ProfileError` if a module or an attribute is missing, if
    importing raises, or if the attribute is not a profile or a broken one.
    """
    if name in JUDGING:
        return JUDGING[name]
    module, _, attribute = name.partition(":")
    if module and attribute:
        return load_profile(name)
    raise UnknownProfile(name)


def as_profile(profile: str | Profile) -> Profile:
    """Return a profile itself, or the one that a text names (see `find_profile`)."""
    if isinstance(profile, Profile):
        return profile
    if isinstance(profile, str):  # pyright: ignore[reportUnnecessaryIsInstance] # a caller without types may err
        return find_profile(profile)
    msg = f"expected a profile or the name of one, got a value of type {type(profile).__name__}"
    raise ProfileError(msg)


def to_draw_from(profile: Profile) -> Profile:
    """Return a profile itself if documents can be made for it; raises `ProfileError` if it only judges them."""
    if profile.habits:
        msg = f"profile {profile.name!r} only judges documents: none are made for it; 'any' is what it is based on"
        raise ProfileError(msg)
    return profile


def best_fit(tree: Mapping[str, Any]) -> Profile:
    """Return the profile of the wire that a document is most like; among equals, present wires come first.

    Faults in the document hardly change it: see `closest`. It never returns `any`, which must be named.
    """
    return closest(tree, (profile for profile in PROFILES.values() if profile is not ANY))
