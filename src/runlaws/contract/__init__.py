"""The contract: what every document of an object must satisfy, by wire profile. `Profile.judge` is the oracle.

Profiles and relations are data; the machinery here (shapes, rules, relations) does not know the name of any member.
"""

from runlaws.contract._containers import (
    Boolean,
    Choice,
    Either,
    Free,
    Integer,
    Items,
    Map,
    Member,
    Notes,
    Number,
    Record,
    Shape,
    Tagged,
    Text,
)
from runlaws.contract._habits import Habit, Otherwise
from runlaws.contract._life import Life, Order, Presence
from runlaws.contract._named import Named, named_places
from runlaws.contract._object import Object
from runlaws.contract._profile import Judgement, Profile, standing_of
from runlaws.contract._provenance import Provenance
from runlaws.contract._rule import (
    BRAND_NEW,
    Breach,
    Force,
    MapKey,
    News,
    NewsKind,
    Relation,
    Rule,
    Source,
    Standing,
    Violation,
    number,
    relation,
    rule_place,
)
from runlaws.contract._schema import json_schema
from runlaws.contract._validate import profile_faults

__all__ = [
    "BRAND_NEW",
    "Boolean",
    "Breach",
    "Choice",
    "Either",
    "Force",
    "Free",
    "Habit",
    "Integer",
    "Items",
    "Judgement",
    "Life",
    "Map",
    "MapKey",
    "Member",
    "Named",
    "News",
    "NewsKind",
    "Notes",
    "Number",
    "Object",
    "Order",
    "Otherwise",
    "Presence",
    "Profile",
    "Provenance",
    "Record",
    "Relation",
    "Rule",
    "Shape",
    "Source",
    "Standing",
    "Tagged",
    "Text",
    "Violation",
    "json_schema",
    "named_places",
    "number",
    "profile_faults",
    "relation",
    "rule_place",
    "standing_of",
]
