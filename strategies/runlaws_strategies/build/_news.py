"""News: documents that hold something additive, as servers do when they grow."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterator, Sequence
from typing import Any, Final

from attrs import evolve, field, frozen

from runlaws.case import Case
from runlaws.contract import Choice, Either, NewsKind, Profile, Record, Shape, Standing, Tagged
from runlaws.document import write
from runlaws.values import Json, at_path
from runlaws_strategies.build._choosers import Chooser
from runlaws_strategies.build._places import Place, place_of
from runlaws_strategies.build._plan import Plan, Tree
from runlaws_strategies.build._sites import Item, Site, find, sites_of, tags_of

__all__ = ["extended_case"]

_NAMES: Final = (
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
"""Names for unknown members that mean something in some language or library."""

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

_NEW_VALUES: Final = ("brand_new", "brand-new value", "x")


@frozen
class _Addition:
    """A place where something can be added, and which kind of news it would be."""

    kind: NewsKind
    place: Place = field(repr=False)


def extended_case(choose: Chooser, plan: Plan, news: NewsKind | None = None) -> Case:
    """Return the case of a document with one piece of news: an unknown member, a new value of an enum, a new variant.

    `news` is the kind to add; any of the three unless given.
    """
    addition = choose.row(_additions(plan, news))
    tree = plan.tree(choose, addition.place.states, addition.place.only)
    origin = write(tree)
    site = addition.place.site
    if addition.kind is NewsKind.UNKNOWN_MEMBER:
        holder = tree if site.pattern == _TOP else _at(tree, site)
        holder[choose.row(_names(plan.profile))] = copy.deepcopy(choose.row(_VALUES))
    else:
        _replace(
            choose,
            tree,
            site,
            _variants(plan, site.shape) if addition.kind is NewsKind.UNKNOWN_VARIANT else _NEW_VALUES,
        )
    where = site if site.pattern else "the top"
    case = Case.of_tree(tree, plan.profile, made=f"with an {addition.kind.replace('-', ' ')} at {where}", origin=origin)
    return case.expect(Standing.EXTENDED, _NONE)


_TOP: Final = ()
_NONE: Final[frozenset[str]] = frozenset()


def _at(tree: Tree, site: Site) -> Any:
    """Return the value at a site that a tree has; in a list, the first item."""
    parent: Any = at_path(tree, find(tree, site.pattern[:-1]) or ())
    return parent[0 if isinstance(site.pattern[-1], Item) else str(site.pattern[-1])]


def _replace(choose: Chooser, tree: Tree, site: Site, values: Sequence[Json]) -> None:
    """Put one of some values at a site; in a list, replace the last item."""
    parent: Any = at_path(tree, find(tree, site.pattern[:-1]) or ())
    value = copy.deepcopy(choose.row(values))
    if isinstance(site.pattern[-1], Item):
        parent[-1:] = [value]
    else:
        parent[str(site.pattern[-1])] = value


@functools.cache
def _names(profile: Profile) -> Sequence[str]:
    """Return names for unknown members: plain ones, near misses of known members, and those of `_NAMES`."""
    members = profile.shape.members
    compound = next((name for name in members if "_" in name), "brand_new")
    first, *others = compound.split("_")
    misses = (first + "".join(map(str.title, others)), profile.object.state.title())
    return ("brand_new", "x", *(name for name in misses if name not in members), *_NAMES)


def _variants(plan: Plan, shape: Shape) -> Sequence[Json]:
    """Return variants that a union does not have, in the order of the plan."""
    union = shape.object if isinstance(shape, Either) else shape
    tag = union.tag if isinstance(union, Tagged) else ""
    return [{tag: name, **beside} for name, beside in plan.growth.variants]


@functools.cache
def _additions(plan: Plan, kind: NewsKind | None) -> Sequence[_Addition]:
    """Return every addition to documents of a profile, or those of one kind."""
    return tuple(addition for addition in _every_addition(plan) if kind in (None, addition.kind))


def _every_addition(plan: Plan) -> Iterator[_Addition]:
    yield _Addition(NewsKind.UNKNOWN_MEMBER, Place(Site(_TOP, plan.profile.shape, None), plan.states, {}))
    for site in sites_of(plan.profile):
        for kind in _kinds(plan, site):
            inside = kind is NewsKind.UNKNOWN_MEMBER
            yield _Addition(kind, _inside(plan, site) if inside else place_of(plan, site))


def _kinds(plan: Plan, site: Site) -> Sequence[NewsKind]:
    """Return the kinds of news that are possible at a site."""
    shape = site.shape
    if isinstance(shape, Record):
        return (NewsKind.UNKNOWN_MEMBER,)
    if isinstance(shape, Either):
        values = (NewsKind.UNKNOWN_VALUE,)
        return (*values, NewsKind.UNKNOWN_VARIANT) if isinstance(shape.object, Tagged) else values
    if isinstance(shape, Tagged):
        return (NewsKind.UNKNOWN_VARIANT,)
    if isinstance(shape, Choice) and shape.open and _may_grow(plan, site):
        return (NewsKind.UNKNOWN_VALUE,)
    return ()


def _may_grow(plan: Plan, site: Site) -> bool:
    return site.pattern[-1] not in tags_of(plan.profile) and site.pattern[0] not in plan.growth.closed


def _inside(plan: Plan, site: Site) -> Place:
    """Return a site with the rows in which it holds an object."""
    return evolve(place_of(plan, Site((*site.pattern, "any"), site.shape, None)), site=site)
