"""Clients: what one offers, what it promises, and what it was seen to do."""

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
from runlaws.client._policy import Policy
from runlaws.client._protocol import NOT_SHOWN, Client, SeesHeaders, by_attribute, places

__all__ = [
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
    "places",
]
