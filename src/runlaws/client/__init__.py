"""Clients: what one offers, what it promises, and what it was seen to do."""

from runlaws.client._errors import short_name
from runlaws.client._not_found import ClientNotFound
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
from runlaws.client._policy import Policy, PolicyError
from runlaws.client._protocol import NOT_SHOWN, Client, SeesHeaders, by_attribute, places

__all__ = [
    "EVERYTHING",
    "NOT_SHOWN",
    "Answer",
    "Client",
    "ClientNotFound",
    "Copied",
    "Observation",
    "Opaque",
    "Outcome",
    "Policy",
    "PolicyError",
    "Question",
    "Seen",
    "SeesHeaders",
    "Thrown",
    "TwinObservation",
    "by_attribute",
    "places",
    "short_name",
]
