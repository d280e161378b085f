"""The laws: named sentences about clients, each a pure function of a view of a case and an observation."""

from runlaws.laws._acceptance import (
    decodes_valid,
    fails_cleanly,
    never_exits,
    never_hangs,
    refuses_invalid,
    refuses_malformed,
)
from runlaws.laws._corruption import no_silent_corruption
from runlaws.laws._encoders import encoders_agree
from runlaws.laws._equality import (
    hash_agrees,
    header_blind,
    negation,
    reflexive,
    significant_fields,
    spelling_blind,
    symmetric,
    total,
    transitive,
)
from runlaws.laws._fields import declared_classes, field_invariants, reads_fields, reads_types, tag_matches_class
from runlaws.laws._law import ACCEPTABLE, UNAMBIGUOUS, Broken, Family, Law, Need, law
from runlaws.laws._permits import permit
from runlaws.laws._purity import (
    NOT_THE_SAME,
    TAKEN_FOR_ANOTHER,
    copies_are_equal,
    decoding_is_repeatable,
    implies_same_encoding,
    questions_change_nothing,
)
from runlaws.laws._round_trip import (
    round_trip,
    round_trip_absent_and_null,
    round_trip_encodes,
    round_trip_numbers,
    round_trip_stable,
    round_trip_text,
    round_trip_unknowns,
)
from runlaws.laws._settings import check_places
from runlaws.laws._severity import MEANING, Severity
from runlaws.laws._sharing import values_share_nothing
from runlaws.laws._showing import are_classes_of_one_thing, classes_shown, one_place_one_class, shows_members
from runlaws.laws._survival import accepted_survives, prints
from runlaws.laws._tolerance import unknown_members, unknown_values, unknown_variants
from runlaws.laws._view import View
from runlaws.laws._wording import parts_of, readings_of, readings_of_cause
from runlaws.values import likely

__all__ = [
    "ACCEPTABLE",
    "LAWS",
    "MEANING",
    "NOT_THE_SAME",
    "TAKEN_FOR_ANOTHER",
    "UNAMBIGUOUS",
    "Broken",
    "Family",
    "Law",
    "Need",
    "Severity",
    "UnknownLaw",
    "View",
    "are_classes_of_one_thing",
    "check_places",
    "classes_shown",
    "copies_are_equal",
    "decodes_valid",
    "decoding_is_repeatable",
    "fails_cleanly",
    "find_law",
    "law",
    "one_place_one_class",
    "parts_of",
    "permit",
    "readings_of",
    "readings_of_cause",
    "shows_members",
    "significant_fields",
    "values_share_nothing",
]

LAWS: tuple[Law, ...] = (
    decoding_is_repeatable,
    decodes_valid,
    refuses_malformed,
    refuses_invalid,
    fails_cleanly,
    never_hangs,
    never_exits,
    unknown_members,
    unknown_values,
    unknown_variants,
    round_trip,
    round_trip_encodes,
    round_trip_stable,
    round_trip_unknowns,
    round_trip_numbers,
    round_trip_text,
    round_trip_absent_and_null,
    no_silent_corruption,
    reads_fields,
    reads_types,
    shows_members,
    tag_matches_class,
    declared_classes,
    one_place_one_class,
    field_invariants,
    total,
    reflexive,
    symmetric,
    transitive,
    negation,
    hash_agrees,
    spelling_blind,
    header_blind,
    significant_fields,
    implies_same_encoding,
    questions_change_nothing,
    copies_are_equal,
    prints,
    accepted_survives,
    values_share_nothing,
    encoders_agree,
)
"""Every law, in the order in which a report lists them."""


class UnknownLaw(LookupError):
    """No law has this id; the message lists all ids."""

    def __init__(self, id: str) -> None:
        ids = [law.id for law in LAWS]
        super().__init__(f"no law is named {id!r}; there is {', '.join(ids)}{likely(id, ids)}")


def find_law(id: str) -> Law:
    """Return the law with an id; raises `UnknownLaw`."""
    for candidate in LAWS:
        if candidate.id == id:
            return candidate
    raise UnknownLaw(id)
