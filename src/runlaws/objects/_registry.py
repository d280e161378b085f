"""Profiles by name."""

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
    V1,
    V1_LATE,
    V2,
)

__all__ = ["AUTO", "PROFILES", "ProfileError", "UnknownProfile", "as_profile", "best_fit", "find_profile"]

PROFILES: Mapping[str, Profile] = MappingProxyType(
    {profile.name: profile for profile in (V2, AZURE_AGENTS, V1, V1_LATE, ANY)}
)
"""Every profile by its name."""

AUTO = "auto"
"""Instead of a profile's name: the one that fits the document best."""


class UnknownProfile(ProfileError):
    """No profile has that name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"no profile is named {name!r}; there is {', '.join(PROFILES)} (and {AUTO}, where documents are judged), "
            "or one of your own as package.module:ATTRIBUTE"
        )


def find_profile(name: str) -> Profile:
    """Return the profile with a name, or the one that a text `package.module:ATTRIBUTE` names.

    Raises `UnknownProfile`, which lists the known names, and `ProfileError` where a module or an attribute is
    missing, where importing raises, and where what is there is no profile or a broken one.
    """
    if name in PROFILES:
        return PROFILES[name]
    module, _, attribute = name.partition(":")
    if module and attribute:
        return load_profile(name)
    raise UnknownProfile(name)


def as_profile(profile: str | Profile) -> Profile:
    """Return a profile, or the one that a text names (see `find_profile`)."""
    if isinstance(profile, Profile):
        return profile
    if isinstance(profile, str):  # pyright: ignore[reportUnnecessaryIsInstance] # a caller without types may err
        return find_profile(profile)
    msg = f"expected a profile or the name of one, got a value of type {type(profile).__name__}"
    raise ProfileError(msg)


def best_fit(tree: Mapping[str, Any]) -> Profile:
    """Return the profile of the wire that a document looks to be of; among equals the first, the wires of today first.

    It goes by marks that a fault leaves as they are: see `closest`. `any` is asked for by name only.
    """
    return closest(tree, (profile for profile in PROFILES.values() if profile is not ANY))
