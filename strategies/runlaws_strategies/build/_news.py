"""News: documents that hold something additive, as servers do when they grow."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, field, frozen

from runlaws.case import Case
from runlaws.contract import Choice, Either, NewsKind, Profile, Record, Shape, Standing, Tagged
from runlaws.values import Json, at_path, items_of, members_of, replaced
from runlaws_strategies.build._choosers import Chooser, First
from runlaws_strategies.build._misses import near_misses, near_values, near_variants, of_any_tag
from runlaws_strategies.build._oddities import NAMES, chunks
from runlaws_strategies.build._places import Place, place_of
from runlaws_strategies.build._plan import Plan
from runlaws_strategies.build._pooled import Draft
from runlaws_strategies.build._sites import Is, Item, Site, find, sites_of, tags_of
from runlaws_strategies.build._spoils import least

__all__ = ["extended_case", "listed_news"]

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

_NEW_VALUES: Final = ("brand_new", "brand-new value", "x", "unknown", "100%", "{0}", "__class__", "caf\u00e9", "42")

_AT_ONCE: Final = 4
_NEAR_AT_ONCE: Final = 7
"""How many odd names are in one part of a document, and near misses of how many members at its top.

Each that a client loses is a finding, and what is with it in its document is taken out name by name.
"""

_KNOWN_BESIDE: Final = 3
"""Things of how many known tags are in a list with near misses of one."""

_ONE_IN: Final = 3
"""Of how many groups of near misses of an enum's values one is tried."""

_INSIDE: Final = 40
"""How many of the odd names are tried in every object; all of them are at the top."""


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
    draft = plan.draft(choose, addition.place.states, addition.place.only)
    if addition.kind is NewsKind.UNKNOWN_MEMBER:
        name = choose.row(_names(plan.profile))
        return _with_members(plan, addition.place.site, draft, {name: choose.row(_VALUES)})
    return _with_value(plan, addition, draft, choose.row(_new_values(plan, addition)))


def listed_news(plan: Plan, names: Collection[str] = ()) -> Iterator[Case]:
    """Yield the extended cases of the catalogue.

    They are every new value and variant at each place, and near misses of the known ones; at the top every odd name and
    each of `names` alone, and with every kind of value; in every object odd names, a few at a time, and near misses of
    the names of its own members. At the top a near miss is in a document in which its member is set, and in one in
    which it is null.
    """
    odd = _names(plan.profile)
    further = sorted({*names}.difference(odd, plan.profile.shape.members, plan.profile.gone))
    for addition in _additions(plan, None):
        place = addition.place
        draft = functools.partial(plan.draft, First(), place.states, place.only)
        if addition.kind is not NewsKind.UNKNOWN_MEMBER or not isinstance(place.site.shape, Record):
            for value in _new_values(plan, addition):
                yield _with_value(plan, addition, draft(), value)
            yield from _near_the_known(plan, addition, draft)
        elif place.site.pattern == _TOP:
            for members in _at_the_top((*odd, *further)):
                yield _with_members(plan, place.site, draft(), members)
            yield from _near_the_top(plan, place.site)
        else:
            holder = members_of(at_path(tree := draft().tree, find(tree, place.site.pattern) or ()))
            for members in _inside_an_object(place.site.shape, odd[:_INSIDE], holder):
                yield _with_members(plan, place.site, draft(), members)


def _at_the_top(names: Sequence[str]) -> Iterator[Mapping[str, Json]]:
    """Yield every name alone, every kind of value alone, and all names together with every kind of value."""
    for number, name in enumerate(names):
        yield {name: _value(number)}
    for value in _VALUES:
        yield {names[0]: value}
    for kind in range(len(_VALUES)):
        yield {name: _value(kind + number) for number, name in enumerate(names)}


def _near_the_top(plan: Plan, site: Site) -> Iterator[Case]:
    """Yield documents with near misses of their members' names, of null members and of set ones."""
    shape = plan.profile.shape
    for which in ("null", "set"):
        drafts = [plan.draft(First(), (state,), plan.extreme(which)) for state in plan.states]
        for names in chunks(tuple(shape.members), _NEAR_AT_ONCE):
            best = (min if which == "null" else max)(drafts, key=lambda draft: _set_among(names, draft.tree))
            for members in near_misses(shape, names, best.tree):
                yield _with_members(plan, site, best, members)


def _near_the_known(plan: Plan, addition: _Addition, draft: Callable[[], Draft]) -> Iterator[Case]:
    """Yield documents with near misses of the values or tags that are known at a place.

    In a list they come together, behind things of known tags: what is made of them can be compared. Elsewhere each is
    alone, every other tag with the members of the variant that it resembles; of a value's near misses there are a few,
    other ones of each value.
    """
    shape = addition.place.site.shape
    part = shape.object if isinstance(shape, Either) and addition.kind is NewsKind.UNKNOWN_VARIANT else shape
    if isinstance(part, Tagged) and isinstance(addition.place.site.pattern[-1], Item):
        for tag, variants in near_variants(part):
            yield _with_items(plan, addition.place.site, draft(), _some_of(part, tag), variants)
    elif isinstance(part, Tagged):
        for _, variants in near_variants(part):
            half = len(variants) // 2
            for number, (bare, full) in enumerate(zip(variants[:half], variants[half:], strict=True)):
                yield _with_value(plan, addition, draft(), full if number % 2 else bare)
    elif isinstance(choice := part.text if isinstance(part, Either) else part, Choice):
        for number, (_, group) in enumerate(near_values(choice)):
            if number % _ONE_IN == 0:
                yield _with_value(plan, addition, draft(), group[number % len(group)])


def _some_of(union: Tagged, tag: str) -> Tagged:
    """Return a union of a few variants, that of a tag among them."""
    names = [name for name in dict.fromkeys((tag, *union.variants)) if name in union.variants]
    return evolve(union, variants={name: union.variants[name] for name in names[:_KNOWN_BESIDE]})


def _with_items(plan: Plan, site: Site, draft: Draft, known: Tagged, items: Sequence[Json]) -> Case:
    """Return the case of a document with new items at the end of a list that holds one of every known tag."""
    path = find(draft.tree, site.pattern[:-1]) or ()
    held = items_of(at_path(draft.tree, path))
    tags = [members_of(item).get(known.tag) for item in held]
    held = [*held, *(least(variant) for tag, variant in known.variants.items() if tag not in tags)]
    origin = plan.pooled.draft({**members_of(replaced(draft.tree, path, held))})
    longer = members_of(replaced(draft.tree, path, [*held, *items]))
    return _case(plan, NewsKind.UNKNOWN_VARIANT, site, longer, origin)


def _set_among(names: Sequence[str], tree: Mapping[str, Json]) -> int:
    return sum(tree.get(name) is not None for name in names)


def _inside_an_object(shape: Record, odd: Sequence[str], holder: Mapping[str, Json]) -> Iterator[Mapping[str, Json]]:
    """Yield odd names, a few at a time with values of other kinds, and near misses of the names of its own members."""
    for number, names in enumerate(chunks(odd, _AT_ONCE)):
        yield {name: _value(number + index) for index, name in enumerate(names)}
    yield from near_misses(shape, tuple(shape.members), holder)


def _value(number: int) -> Json:
    return _VALUES[number % len(_VALUES)]


def _new_values(plan: Plan, addition: _Addition) -> Sequence[Json]:
    is_variant = addition.kind is NewsKind.UNKNOWN_VARIANT
    return _variants(plan, addition.place.site.shape) if is_variant else _NEW_VALUES


def _with_members(plan: Plan, site: Site, draft: Draft, members: Mapping[str, Json]) -> Case:
    """Return the case of a document with unknown members in the object at a site."""
    path = find(draft.tree, site.pattern) or ()
    larger = members_of(replaced(draft.tree, path, {**members_of(at_path(draft.tree, path)), **members}))
    return _case(plan, NewsKind.UNKNOWN_MEMBER, site, larger, draft)


def _with_value(plan: Plan, addition: _Addition, draft: Draft, value: Json) -> Case:
    """Return the case of a document with a new value or variant."""
    other = members_of(_with(draft.tree, addition.place.site, value))
    return _case(plan, addition.kind, addition.place.site, other, draft)


def _case(plan: Plan, kind: NewsKind, site: Site, tree: Mapping[str, Json], origin: Draft) -> Case:
    where = site if site.pattern else "the top"
    case = plan.case(tree, f"with an {kind.replace('-', ' ')} at {where}", origin=origin.document)
    return case.expect(Standing.EXTENDED, _NONE)


_TOP: Final = ()
_NONE: Final[frozenset[str]] = frozenset()


def _with(tree: Mapping[str, Json], site: Site, value: Json) -> Json:
    """Return a tree with a value at a site; in a list, in place of the last item."""
    parent = find(tree, site.pattern[:-1]) or ()
    if isinstance(site.pattern[-1], Item):
        return replaced(tree, parent, [*items_of(at_path(tree, parent))[:-1], value])
    return replaced(tree, (*parent, str(site.pattern[-1])), value)


@functools.cache
def _names(profile: Profile) -> Sequence[str]:
    """Return names for unknown members: plain ones, near misses of known members, and odd ones."""
    members = profile.shape.members
    compound = next((name for name in members if "_" in name), "brand_new")
    first, *others = compound.split("_")
    misses = (first + "".join(map(str.title, others)), profile.object.state.title())
    known = {*members, *profile.gone, *(str(site.pattern[-1]) for site in sites_of(profile))}  # at any place
    return tuple(name for name in ("brand_new", "x", *misses, *NAMES) if name not in known)


def _variants(plan: Plan, shape: Shape) -> Sequence[Json]:
    """Return variants that a union does not have, in the order of the plan, each with what those that it has share."""
    union = shape.object if isinstance(shape, Either) else shape
    if not isinstance(union, Tagged):
        return []
    return [{union.tag: name, **beside, **of_any_tag(union, name)} for name, beside in plan.growth.variants]


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
        for variant in _variants_at(site):
            yield _Addition(NewsKind.UNKNOWN_MEMBER, _inside(plan, variant))


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


def _variants_at(site: Site) -> Iterator[Site]:
    """Yield a site for every variant of the union at a site."""
    union = site.shape.object if isinstance(site.shape, Either) else site.shape
    if isinstance(union, Tagged):
        for tag, variant in union.variants.items():
            is_item = isinstance(site.pattern[-1], Item)
            pattern = (*site.pattern[:-1], Item(tag, union.tag)) if is_item else (*site.pattern, Is(tag, union.tag))
            yield Site(pattern, variant, None)


def _may_grow(plan: Plan, site: Site) -> bool:
    return site.pattern[-1] not in tags_of(plan.profile) and site.pattern[0] not in plan.growth.closed


def _inside(plan: Plan, site: Site) -> Place:
    """Return a site with the rows in which it holds an object."""
    return evolve(place_of(plan, Site((*site.pattern, "any"), site.shape, None)), site=site)
