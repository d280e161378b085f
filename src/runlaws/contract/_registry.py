"""Profiles by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from runlaws.contract._profile import Profile
from runlaws.contract.profiles import V2

__all__ = ["PROFILES", "UnknownProfile", "find_profile"]

PROFILES: Mapping[str, Profile] = MappingProxyType({profile.name: profile for profile in (V2,)})
"""Every profile by its name."""


class UnknownProfile(LookupError):
    """No profile has that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no profile is named {name!r}; there is {', '.join(PROFILES)}")


def find_profile(name: str) -> Profile:
    """Return the profile of a name, or raise `UnknownProfile`, which lists the names there are."""
    try:
        return PROFILES[name]
    except KeyError:
        raise UnknownProfile(name) from None
