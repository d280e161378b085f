"""Traffic: documents as a server really sends them, in the shares that recordings have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import frozen

from runlaws.values import Json
from runlaws_strategies.build._choosers import Chooser

__all__ = ["Frequency", "Traffic"]


@frozen
class Frequency:
    """Something that `recorded` of `of` recorded documents have."""

    says: str
    recorded: int
    of: int
    holds: Callable[[Mapping[str, Json]], bool]
    """Whether a document has it."""


@frozen(eq=False)
class Traffic:
    """What realistic documents of a profile are like.

    `states` has each state as often as it is to come. `assemble` puts a valid document in a state together, of any
    sequences, also of long ranges: Hypothesis never draws from it. `source` says on what the shares were counted.
    """

    states: tuple[str, ...]
    assemble: Callable[[Chooser, str], dict[str, Any]]
    shares: Sequence[Frequency]
    source: str
    parts: Sequence[Json] = ()
    """Values that many documents have: the very ones, which nobody changes."""
