"""The objects that documents hold, each in a package, and the registry of profiles.

Exported names are imported when they are first used, as the model of an object does not need the registry.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runlaws.objects._judge import judge
    from runlaws.objects._own import ProfileError
    from runlaws.objects._recognition import Recognition, announced, recognize
    from runlaws.objects._registry import (
        AUTO,
        JUDGING,
        PROFILES,
        UnknownProfile,
        as_profile,
        best_fit,
        find_profile,
        to_draw_from,
    )

__all__ = [
    "AUTO",
    "JUDGING",
    "PROFILES",
    "ProfileError",
    "Recognition",
    "UnknownProfile",
    "announced",
    "as_profile",
    "best_fit",
    "find_profile",
    "judge",
    "recognize",
    "to_draw_from",
]

_HOME = {
    "judge": "_judge",
    "ProfileError": "_own",
    "Recognition": "_recognition",
    "announced": "_recognition",
    "recognize": "_recognition",
}


if not TYPE_CHECKING:  # a type checker that saw it would believe in every name

    def __getattr__(name: str) -> object:
        if name not in __all__:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        return getattr(importlib.import_module(f"{__name__}.{_HOME.get(name, '_registry')}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
