"""Clients: what one offers, what it promises, and what it was seen to do."""

from runlaws.client._observation import Answer, Observation, Opaque, Outcome, Thrown, TwinObservation
from runlaws.client._observe import observe, one_line
from runlaws.client._policy import Policy
from runlaws.client._protocol import NOT_SHOWN, Client, by_attribute, places

__all__ = [
    "NOT_SHOWN",
    "Answer",
    "Client",
    "Observation",
    "Opaque",
    "Outcome",
    "Policy",
    "Thrown",
    "TwinObservation",
    "by_attribute",
    "observe",
    "one_line",
    "places",
]
