"""A second object: a parcel, with all that an object brings, and two clients. Nothing of it is like a run but JSON.

Its tag is called `kind` and its state `stage`, so that no machinery may have `type` or `status` in its head.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

from attrs import evolve, field, frozen

from runlaws import contract as c
from runlaws.client import Policy, by_attribute
from runlaws.document import judge_reading, read, structure, unstructure, write
from runlaws.values import ABSENT, Absent, FrozenDict, Path, strictly
from runlaws_strategies.build import Break, Plan, product

__all__ = ["PARCEL", "PARCEL_V1", "Honest", "LosesDelivery", "Parcel", "builder", "honest", "loses_delivery"]


@frozen(kw_only=True, field_transformer=strictly)
class Book:
    """A book in a parcel."""

    kind: Literal["book"]
    pages: int
    extra: FrozenDict = field(factory=FrozenDict)


@frozen(kw_only=True, field_transformer=strictly)
class Toy:
    """A toy in a parcel."""

    kind: Literal["toy"]
    loud: bool | None | Absent = ABSENT
    extra: FrozenDict = field(factory=FrozenDict)


@frozen(kw_only=True, field_transformer=strictly)
class OtherItem:
    """Something of a kind that is not known here."""

    kind: str
    extra: FrozenDict = field(factory=FrozenDict)


@frozen(kw_only=True, field_transformer=strictly)
class Parcel:
    """A parcel on its way."""

    id: str
    stage: str
    sent: int | None | Absent = ABSENT
    signature: str | None | Absent = ABSENT
    weight: float
    pieces: int
    contents: tuple[Book | Toy | OtherItem, ...]
    labels: FrozenDict | None | Absent = ABSENT
    extra: FrozenDict = field(factory=FrozenDict)


_STAGES: Final = ("packed", "posted", "handed_over")

LIFE: Final = c.Life(
    state="stage",
    states=_STAGES,
    terminal=frozenset({"handed_over"}),
    presences=(
        c.Presence(
            "signature",
            "only-when-handed-over",
            "is set exactly when stage is handed_over",
            set_in=frozenset({"handed_over"}),
        ),
    ),
)

PARCEL: Final = c.Object(
    name="parcel",
    says="a parcel on its way",
    model=f"{__name__}:Parcel",
    builder=f"{__name__}:builder",
    life=LIFE,
    sentences={
        "id": "What the parcel is called.",
        "stage": "Where it is on its way.",
        "sent": "When it was posted, in seconds since the epoch; null where nobody noted it.",
        "signature": "Who took it; null until it is handed over.",
        "weight": "Its weight in kilograms.",
        "pieces": "How many things are in it.",
        "contents": "The things in it.",
        "labels": "Notes by name; null where there are none.",
    },
)


@c.relation("pieces.count", "is how many things are in contents", reads="pieces contents")
def pieces_count(parcel: Mapping[str, Any]) -> Iterable[c.Breach]:
    """Said on the label."""
    if parcel["pieces"] != len(parcel["contents"]):
        yield ("pieces",), f"must be {len(parcel['contents'])}, but is {parcel['pieces']}"


BOOK: Final = c.Record({"kind": c.Member(c.Choice(("book",))), "pages": c.Member(c.Integer(minimum=1))})
LOUD: Final = c.Member(c.Boolean(), required=False, nullable=True)
TOY: Final = c.Record({"kind": c.Member(c.Choice(("toy",))), "loud": LOUD})
ITEM: Final = c.Tagged({"book": BOOK, "toy": TOY}, tag="kind")

PARCEL_V1: Final = c.Profile(
    name="parcel-v1",
    says="the first wire of parcels",
    object=PARCEL,
    home=f"{__name__}:PARCEL_V1",
    shape=c.Record(
        {
            "id": c.Member(c.Text()),
            "stage": c.Member(c.Choice(_STAGES)),
            "sent": c.Member(c.Integer(minimum=0), nullable=True),
            "signature": c.Member(c.Text(), nullable=True),
            "weight": c.Member(c.Number(minimum=0)),
            "pieces": c.Member(c.Integer(minimum=0)),
            "contents": c.Member(c.Items(ITEM)),
            "labels": c.Member(c.Map(c.Text()), required=False, nullable=True),
        }
    ),
    relations=(*LIFE.relations(), pieces_count),
)


_CONTENTS: Final[tuple[list[Any], ...]] = (
    [],
    [{"kind": "book", "pages": 1}],
    [{"kind": "toy"}, {"kind": "toy", "loud": None}],
)
_LOUD: Final = [{"kind": "book", "pages": 2**31}, {"kind": "toy", "loud": True}]
_ROWS: Final = {
    "id": product(id=("p1", "", "p\u00e9 \u4e2d")),
    "sent": product(sent=(None, 0, 1_700_000_000, 2**53 - 1)),
    "weight": product(weight=(1, 0.25, 1e10)),
    "contents": tuple({"contents": things, "pieces": len(things)} for things in (*_CONTENTS, _LOUD)),
    "labels": product(labels=(ABSENT, None, {}, {"to": "me"}, {"n": " 1 "})),
}


def builder(profile: c.Profile) -> Plan:
    """Return the plan of a profile of parcels."""
    return Plan(
        profile=profile,
        rows=_ROWS,
        by_state={"signature": ("S.", "")},
        breaks=[Break("pieces.count", _STAGES, lambda tree: {**tree, "pieces": tree["pieces"] + 1})],
    )


class NoParcel(ValueError):
    """The document holds no parcel."""


class Honest:
    """Keeps every law: refuses what is wrong, keeps all else."""

    law, seen = "", ""
    name, version, encodes = "honest-parcels", "1", True
    policy = Policy(errors=(NoParcel,), invalid="refuse")

    def decode(self, document: bytes) -> Parcel:
        reading = read(document)
        judgement = judge_reading(reading, PARCEL_V1)
        if judgement.standing in (c.Standing.MALFORMED, c.Standing.AMBIGUOUS, c.Standing.INVALID):
            raise NoParcel(str(judgement.violations[0]))
        return structure(reading.tree, Parcel)

    def encode(self, value: Parcel) -> bytes:
        return write(unstructure(value))

    def read(self, value: Parcel, path: Path) -> Any:
        plain = json.loads(self.encode(value))
        return by_attribute(value, path) if len(path) == 1 and path[0] in plain else by_attribute(plain, path)


class LosesDelivery(Honest):
    """It has no signature."""

    law = "round-trip"
    name = "LosesDelivery"

    def decode(self, document: bytes) -> Parcel:
        return evolve(super().decode(document), signature=None)


honest, loses_delivery = Honest(), LosesDelivery()
