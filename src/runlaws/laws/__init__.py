"""The laws: named sentences about clients, each a pure function of a case and what was observed."""

from runlaws.laws._acceptance import (
    decodes_valid,
    fails_cleanly,
    refuses_invalid,
    refuses_malformed,
)
from runlaws.laws._difference import Difference, Missing, differences
from runlaws.laws._equality import hash_agrees, reflexive, significant_fields, spelling_blind, symmetric
from runlaws.laws._keeping import (
    field_invariants,
    no_silent_corruption,
    reads_fields,
    round_trip,
    stable_encoding,
)
from runlaws.laws._law import Law, law

__all__ = ["LAWS", "Difference", "Law", "Missing", "UnknownLaw", "differences", "find_law", "law"]

LAWS: tuple[Law, ...] = (
    decodes_valid,
    refuses_malformed,
    refuses_invalid,
    fails_cleanly,
    round_trip,
    stable_encoding,
    no_silent_corruption,
    reads_fields,
    field_invariants,
    reflexive,
    symmetric,
    hash_agrees,
    spelling_blind,
    significant_fields,
)
"""Every law, in the order in which a report tells them."""


class UnknownLaw(LookupError):
    """No law has that id."""

    def __init__(self, id: str) -> None:
        super().__init__(f"no law is named {id!r}; there is {', '.join(law.id for law in LAWS)}")


def find_law(id: str) -> Law:
    """Return the law of an id, or raise `UnknownLaw`, which lists the ids there are."""
    for found in LAWS:
        if found.id == id:
            return found
    raise UnknownLaw(id)
