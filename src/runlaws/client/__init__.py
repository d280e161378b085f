"""Clients: what one offers, what it promises, and what it was seen to do."""

from runlaws.client._asking import one_line
from runlaws.client._observation import (
    EVERYTHING,
    Answer,
    Copied,
    Observation,
    Opaque,
    Outcome,
    Question,
    Seen,
    Thrown,
    TwinObservation,
)
from runlaws.client._observe import DEADLINE, observe
from runlaws.client._policy import Policy
from runlaws.client._protocol import NOT_SHOWN, Client, SeesHeaders, by_attribute, places

__all__ = [
    "DEADLINE",
    "EVERYTHING",
    "NOT_SHOWN",
    "Answer",
    "Client",
    "Copied",
    "Observation",
    "Opaque",
    "Outcome",
    "Policy",
    "Question",
    "Seen",
    "SeesHeaders",
    "Thrown",
    "TwinObservation",
    "by_attribute",
    "observe",
    "one_line",
    "places",
]
