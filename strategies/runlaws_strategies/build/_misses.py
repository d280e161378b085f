"""Near misses: names that differ from a known member's as other languages, older versions and typists write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from runlaws.contract import Boolean, Choice, Either, Integer, Items, Number, Record, Shape, Text
from runlaws.values import ABSENT, Absent, Json, same_json
from runlaws_strategies.build._spoils import least

__all__ = ["near_misses", "near_names"]


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
