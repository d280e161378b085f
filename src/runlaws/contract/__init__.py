"""The contract: what every run document must satisfy, by wire profile. `Profile.judge` is the oracle.

Profiles and relations are data; the machinery (shapes, rules, relations) knows no member's name.
"""

from runlaws.contract._profile import Judgement, Profile, standing_of
from runlaws.contract._relation import Relation, relation
from runlaws.contract._rule import Force, MapKey, News, Rule, Source, Standing, Violation, label
from runlaws.contract._schema import json_schema
from runlaws.contract._shape import (
    Boolean,
    Choice,
    Either,
    Found,
    Free,
    Integer,
    Items,
    Map,
    Member,
    Number,
    Object,
    Shape,
    Tagged,
    Text,
)

__all__ = [
    "Boolean",
    "Choice",
    "Either",
    "Force",
    "Found",
    "Free",
    "Integer",
    "Items",
    "Judgement",
    "Map",
    "MapKey",
    "Member",
    "News",
    "Number",
    "Object",
    "Profile",
    "Relation",
    "Rule",
    "Shape",
    "Source",
    "Standing",
    "Tagged",
    "Text",
    "Violation",
    "json_schema",
    "label",
    "relation",
    "standing_of",
]
