"""Near misses: names, tags and values that differ from known ones as other languages and versions write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from runlaws.contract import Boolean, Choice, Either, Integer, Items, Member, Number, Record, Shape, Tagged, Text
from runlaws.values import ABSENT, Absent, Json, same_json
from runlaws_strategies.build._spoils import least

__all__ = ["another", "near_misses", "near_names", "near_values", "near_variants", "of_any_tag"]


def near_names(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the near misses of a name in three groups: by case, by what is around it, by number and separator."""
    first, *others = name.split("_")
    words = [word.title() for word in others]
    case = (name.title(), "".join([first.title(), *words]), "".join([first, *words]), name.upper(), name.capitalize())
    around = (f"{name}_", f"_{name}", f" {name}", f"{name} ")
    number = name[:-1] if name.endswith("s") else f"{name}s"
    parts = (number, name.replace("_", "-"), name.replace("_", ""), name.replace("_", " "), name.replace("_", "."))
    return tuple(tuple(dict.fromkeys(near for near in group if near)) for group in (case, around, parts))


def near_misses(shape: Record, names: Sequence[str], present: Mapping[str, Json]) -> Iterator[dict[str, Json]]:
    """Yield unknown members to add to an object: near misses of some of its members' names, each group at once.

    Each has a value that its member could have and has not, so that a client that takes the one for the other shows it.
    """
    for group in range(3):
        yield {
            near: another(shape.members[name].shape, present.get(name, ABSENT))
            for name in names
            for near in near_names(name)[group]
            if near not in shape.members
        }


def near_values(known: Choice) -> Iterator[tuple[str, list[str]]]:
    """Yield each value of an open enum with its near misses, group by group: those that the contract takes for new."""
    for value in known.values:
        for group in (*near_names(value), _versions(value), _parts(value)):
            if new := [near for near in group if known.is_new(near)]:
                yield value, new


def near_variants(union: Tagged) -> Iterator[tuple[str, list[dict[str, Json]]]]:
    """Yield each known tag with objects whose tags are near misses of it, group by group.

    Each comes bare, and then each with the members of the variant that it resembles and one of its own.
    """
    for tag, group in near_values(union.tags):
        members = union.variants[tag].members if tag in union.variants else {}
        like_it = {name: another(member.shape, ABSENT) for name, member in members.items() if name != union.tag}
        bare: list[dict[str, Json]] = [{union.tag: near, **of_any_tag(union, near)} for near in group]
        yield tag, [*bare, *({**like_it, **part, "near_miss": {}} for part in bare)]


def of_any_tag(union: Tagged, name: str) -> dict[str, Json]:
    """Return what an object has whatever its tag: the members that all variants require, but those named for a tag.

    A text has the `name` of the object in it, so that several objects can be told apart.
    """
    first, *others = (variant.members for variant in union.variants.values())
    names = (name for name, member in first.items() if member.required and name not in (union.tag, *union.variants))
    shapes = {name: first[name].shape for name in names if all(_is_required(other.get(name)) for other in others)}
    return {
        member: f"{shape.prefix}{name}" if isinstance(shape, Text) else least(shape) for member, shape in shapes.items()
    }


def _is_required(member: Member | None) -> bool:
    return member is not None and member.required


def _versions(word: str) -> tuple[str, ...]:
    """Return a word as later and earlier versions of it are named, which begin with it or end in it."""
    return f"{word}_v2", f"{word}2", f"{word}_preview", f"{word}_2025_03_11", f"{word}:1", f"new_{word}", f"x.{word}"


def _parts(word: str) -> tuple[str, ...]:
    """Return words that a word begins with, ends in or holds."""
    first, *_, last = [*word.split("_"), ""] if "_" not in word else word.split("_")
    return tuple(part for part in dict.fromkeys((first, last, word[:-1], word[:3], word[1:])) if part not in ("", word))


def another(shape: Shape, value: Json | Absent) -> Json:
    """Return a value that a shape allows, and that is not this one."""
    return next((other for other in _values(shape) if not same_json(other, value)), None)


def _values(shape: Shape) -> Iterator[Json]:
    if isinstance(shape, Either):
        yield from _values(shape.text)
    elif isinstance(shape, Choice):
        yield from reversed(shape.values)
    elif isinstance(shape, Text):
        yield from (f"{shape.prefix}near", f"{shape.prefix}miss")
    elif isinstance(shape, Integer):
        yield from (12345, 54321)
    elif isinstance(shape, Number):
        yield from (0.25, 0.75)
    elif isinstance(shape, Boolean):
        yield from (True, False)
    elif isinstance(shape, Items):
        yield from ([least(shape.item)], [])
    else:
        yield from (least(shape) or {"near": "miss"}, {})
