"""What a client offers, what it promises, and what it did with a case, as data."""

from runlaws.client._answers import NOT_OFFERED, Answer, Copied, Opaque, ShownClass, Thrown, TwinObservation
from runlaws.client._by_attribute import by_attribute
from runlaws.client._errors import short_name
from runlaws.client._not_found import ClientNotFound
from runlaws.client._observation import (
    AFTER_ANOTHER,
    AGAIN,
    CHANGED_ANOTHER,
    CHANGED_BEFORE,
    CHANGED_HANDED_OUT,
    EVERYTHING,
    SIZE,
    UNDER_NEW_KEY,
    UNDER_NEW_PART_KEY,
    UNDER_NEW_TAG,
    UNDER_TAKEN_KEY,
    UNDER_TAKEN_PART_KEY,
    UNDER_TAKEN_TAG,
    WAYS_TO_PRINT,
    Observation,
    ObservationError,
    Outcome,
    Question,
    observation_schema,
)
from runlaws.client._policy import BY_PLACE, EVERYWHERE, Policy, PolicyError
from runlaws.client._protocol import NOT_SHOWN, Client, HasEncoders, HasSnippet, SeesHeaders
from runlaws.client._snippet import Snippet
from runlaws.client._tags import differ_as_spares, spare_part_keys, spare_tags

__all__ = [
    "AFTER_ANOTHER",
    "AGAIN",
    "BY_PLACE",
    "CHANGED_ANOTHER",
    "CHANGED_BEFORE",
    "CHANGED_HANDED_OUT",
    "EVERYTHING",
    "EVERYWHERE",
    "NOT_OFFERED",
    "NOT_SHOWN",
    "SIZE",
    "UNDER_NEW_KEY",
    "UNDER_NEW_PART_KEY",
    "UNDER_NEW_TAG",
    "UNDER_TAKEN_KEY",
    "UNDER_TAKEN_PART_KEY",
    "UNDER_TAKEN_TAG",
    "WAYS_TO_PRINT",
    "Answer",
    "Client",
    "ClientNotFound",
    "Copied",
    "HasEncoders",
    "HasSnippet",
    "Observation",
    "ObservationError",
    "Opaque",
    "Outcome",
    "Policy",
    "PolicyError",
    "Question",
    "SeesHeaders",
    "ShownClass",
    "Snippet",
    "Thrown",
    "TwinObservation",
    "by_attribute",
    "differ_as_spares",
    "observation_schema",
    "short_name",
    "spare_part_keys",
    "spare_tags",
]
