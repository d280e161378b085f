"""News: documents that hold something additive, as servers do when they grow."""

from __future__ import annotations

import copy
import functools
from collections.abc import Sequence
from typing import Any, Final

from attrs import field, frozen

from runlaws.case import Case
from runlaws.contract import Choice, Either, Record, Standing, Tagged
from runlaws.document import write
from runlaws.values import Json, at_path
from runlaws_strategies.build._breakage import Place, place_of
from runlaws_strategies.build._choosers import Chooser
from runlaws_strategies.build._sites import Item, Site, find, sites_of
from runlaws_strategies.objects.run._assemble import Plan

__all__ = ["extended_case"]

_NAMES: Final = (
    "brand_new",
    "x",
    "createdAt",
    "Status",
    "_private",
    "class",
    "self",
    "cls",
    "extra",
    "_fields_set",
    "model_config",
    "copy",
    "keys",
    "__proto__",
    "__dict__",
    "constructor",
    "a/b~c",
    "",
    "caf\u00e9",
    "\U0001f600",
    "$ref",
    "@type",
)
"""Names for unknown members: plain ones, near misses, and words that mean something in some language."""

_VALUES: Final[tuple[Json, ...]] = (
    1,
    None,
    "text",
    True,
    0.5,
    {},
    [],
    {"nested": [{"deep": None}]},
    [[1], "two", 3.0],
    2**53 - 1,
)

_NEW_VALUE: Final = ("brand_new", "brand-new value", "x")
_NEW_VARIANTS: Final[tuple[dict[str, Json], ...]] = (
    {"type": "brand_new"},
    {"type": "web_search", "web_search": {"domains": [], "limit": None}},
    {"type": "memory", "function": "not an object", "id": 7, "connections": [{"connection_id": "c"}]},
)


@frozen
class _Growth:
    """A place where something can be added, and which kind of thing."""

    kind: str
    place: Place = field(repr=False)


def extended_case(choose: Chooser, plan: Plan, news: str = "") -> Case:
    """Build a run and add one piece of news: an unknown member, a new value of an enum, a new variant.

    `news` is the kind of `News` to add, any of the three unless given.
    """
    growth = choose.row(_growths(plan, news.replace("-", " ")))
    tree = plan.tree(choose, growth.place.statuses, growth.place.only)
    origin = write(tree)
    site = growth.place.site
    parent: Any = at_path(tree, find(tree, site.pattern[:-1]) or ())
    last = site.pattern[-1]
    if growth.kind == "unknown member":
        _add_member(choose, parent, last, site)
    elif isinstance(last, Item):
        parent[-1:] = [copy.deepcopy(choose.row(_NEW_VARIANTS))]
    elif growth.kind == "unknown variant":
        parent[str(last)] = copy.deepcopy(choose.row(_NEW_VARIANTS))
    else:
        parent[str(last)] = choose.row(_NEW_VALUE)
    where = "the top" if site.pattern == ("id",) else site
    case = Case.of_tree(tree, plan.profile, made=f"with an {growth.kind} at {where}", origin=origin)
    return case.expect(Standing.EXTENDED, _NONE)


_NONE: Final[frozenset[str]] = frozenset()


def _add_member(choose: Chooser, parent: Any, last: object, site: Site) -> None:
    """Add a member to the object at a site, or to the document when the site is its first member."""
    holder = parent if site.pattern == ("id",) else parent[0 if isinstance(last, Item) else str(last)]
    holder[choose.row(_NAMES)] = copy.deepcopy(choose.row(_VALUES))


@functools.cache
def _growths(plan: Plan, wanted: str) -> Sequence[_Growth]:
    made = []
    for site in sites_of(plan.profile):
        for kind in _kinds(site):
            if wanted not in kind:
                continue
            if kind == "unknown member" and site.pattern != ("id",):
                made.append(_Growth(kind, _inside(plan, site)))
            else:
                made.append(_Growth(kind, place_of(plan, site)))
    return tuple(made)


def _kinds(site: Site) -> Sequence[str]:
    """Return what can be new at a site."""
    shape, tag = site.shape, site.pattern[-1] == "type"
    if site.pattern == ("id",):
        return ("unknown member",)
    if isinstance(shape, Record):
        return ("unknown member",)
    if isinstance(shape, Either):
        return ("unknown value", "unknown variant")
    if isinstance(shape, Tagged):
        return ("unknown variant",)
    if isinstance(shape, Choice) and shape.open and not tag and site.pattern[0] != "tools":
        return ("unknown value",)
    return ()


def _inside(plan: Plan, site: Site) -> Place:
    """Return a site with the rows in which it holds an object."""
    inner = Site((*site.pattern, "any"), site.shape, None)
    found = place_of(plan, inner)
    return Place(site, found.statuses, found.only)
