"""A tree becomes the model of any object: told apart by the attribute that is a `Literal`, whatever its name."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

from attrs import field, frozen

from runlaws.contract import Standing
from runlaws.document import structure, unstructure
from runlaws.objects import judge
from runlaws.values import ABSENT, Absent, FrozenDict, Json
from tests.recordings import recorded

NONE = FrozenDict()


@frozen(kw_only=True)
class Cash:
    kind: Literal["cash"] = "cash"
    cents: int
    extra: FrozenDict = field(default=NONE)


@frozen(kw_only=True)
class Card:
    kind: Literal["card", "wallet"] = "card"
    number: str | None | Absent = ABSENT
    extra: FrozenDict = field(default=NONE)


@frozen(kw_only=True)
class OtherPayment:
    kind: str
    extra: FrozenDict = field(default=NONE)


@frozen(kw_only=True)
class Lot:
    payments: tuple[Cash | Card | OtherPayment, ...]
    extra: FrozenDict = field(default=NONE)


def test_the_parts_of_a_union_are_told_apart_by_their_own_tag() -> None:
    tree: Json = {
        "payments": [
            {"kind": "cash", "cents": 5},
            {"kind": "wallet", "number": None},
            {"kind": "card", "type": "cash"},
            {"kind": "brand_new", "cents": 5},
        ]
    }
    lot = structure(tree, Lot)
    assert lot.payments == (
        Cash(cents=5),
        Card(kind="wallet", number=None),
        Card(extra=FrozenDict(type="cash")),
        OtherPayment(kind="brand_new", extra=FrozenDict(cents=5)),
    )
    assert unstructure(lot) == tree


def test_any_mapping_is_judged() -> None:
    assert judge(MappingProxyType(recorded("v2-queued"))).standing is Standing.VALID
    assert judge(MappingProxyType({})).standing is Standing.INVALID
