"""A second object, as small as one can be: its contract, and what the build needs to make cases of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import field, frozen

from runlaws.contract import (
    Breach,
    Choice,
    Integer,
    Items,
    Life,
    Member,
    Object,
    Order,
    Presence,
    Profile,
    Record,
    Tagged,
    Text,
    relation,
)
from runlaws.values import FrozenDict, Json, standing_at
from runlaws_strategies.build import Break, Plan, product

TIME: Final = Integer(minimum=0)
PARCEL: Final = Record({"kind": Member(Choice(("box",))), "grams": Member(Integer(minimum=1))})
LETTER: Final = Record({"kind": Member(Choice(("letter",))), "pages": Member(Integer(minimum=1), required=False)})


@frozen(kw_only=True)
class Shipment:
    ref: str
    stage: str
    made: int
    arrived: int | None
    fault: FrozenDict | None
    goods: tuple[FrozenDict, ...]
    weight: int
    extra: FrozenDict = field(factory=FrozenDict)


SHIPMENT: Final = Object(
    name="shipment",
    says="a shipment of goods",
    model="tests.strategies.shipment:Shipment",
    builder="tests.strategies.shipment:builder",
    life=Life(
        state="stage",
        states=("packed", "lost", "arrived"),
        terminal=frozenset({"lost", "arrived"}),
        presences=(
            Presence("arrived", "once-arrived", "is set once it arrived", set_in=frozenset({"arrived"})),
            Presence("fault", "when-lost", "is set when it is lost", set_in=frozenset({"lost"})),
        ),
        orders=(Order("arrived", ("made",)),),
    ),
)


@relation("weight.total", "is the sum of all grams", reads="weight goods")
def weight_total(tree: Mapping[str, Json]) -> Iterable[Breach]:
    grams = standing_at(tree, "/goods/*/grams")
    total = sum(weight for weight in grams if isinstance(weight, int | float))
    if tree["weight"] != total:
        yield ("weight",), f"must be {total}, is {tree['weight']}"


PROFILE: Final = Profile(
    name="shipment-1",
    says="the first wire",
    object=SHIPMENT,
    shape=Record(
        {
            "ref": Member(Text()),
            "stage": Member(Choice(("packed", "lost", "arrived"))),
            "made": Member(TIME),
            "arrived": Member(TIME, nullable=True),
            "fault": Member(Record({"code": Member(Choice(("stolen", "burnt")))}), nullable=True),
            "goods": Member(Items(Tagged({"box": PARCEL, "letter": LETTER}, tag="kind"))),
            "weight": Member(Integer(minimum=0)),
        }
    ),
    relations=(*SHIPMENT.life.relations(), weight_total),
    home="tests.strategies.shipment:PROFILE",
)


def _heavier(tree: dict[str, Any]) -> dict[str, Any]:
    return {**tree, "weight": tree["weight"] + 1}


def builder(profile: Profile) -> Plan:
    return Plan(
        profile=profile,
        rows={
            "names": product(ref=("s-1", "", "café")),
            "goods": (
                {"goods": [], "weight": 0},
                {"goods": [{"kind": "box", "grams": 5}], "weight": 5},
                {"goods": [{"kind": "letter", "pages": 2}, {"kind": "box", "grams": 1}], "weight": 1},
                {"goods": [{"kind": "letter"}], "weight": 0},
            ),
            "times": product(made=(1700000000, 0)),
        },
        outcomes={"arrived": (2000000000,), "fault": ({"code": "stolen"}, {"code": "burnt"})},
        breaks=(Break("weight.total", profile.object.life.states, _heavier),),
    )
