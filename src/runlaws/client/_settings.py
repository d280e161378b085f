"""Settings of a policy: the words they take, one for all places or one for each, and their form as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, cast, get_args

from attrs import Attribute

from runlaws.client._forms import TEXT, Form, array, members, misfit, word
from runlaws.values import FrozenDict, Json, Path, matches

__all__ = [
    "EVERYWHERE",
    "PLACES",
    "PolicyError",
    "at_place",
    "by_place",
    "normalized",
    "one_of",
    "pointers",
    "words_of",
]

EVERYWHERE: Final = "*"
"""In a setting by places, the key for all the places that no pattern covers."""


class PolicyError(ValueError):
    """Data is not a policy, or a policy names something that does not exist or contradicts itself.

    The message is one sentence with the setting, where it is wrong, and what was expected.
    """


# -- as a user gives them


def pointers(given: Iterable[str] | str) -> frozenset[str]:
    """Return one pointer or several as a set."""
    return frozenset((given,) if isinstance(given, str) else given)


def one_of(kind: Any) -> Callable[[Any, Attribute[Any], Any], None]:
    """Return a validator of a setting that takes one of some words, or one for each of some patterns of pointers."""
    words = get_args(kind)

    def check(_: Any, attribute: Attribute[Any], given: Any) -> None:
        name = attribute.name
        for pattern, said in given.items() if isinstance(given, Mapping) else [(EVERYWHERE, given)]:
            if not isinstance(pattern, str) or (pattern != EVERYWHERE and not pattern.startswith("/")):
                msg = (
                    f"'{name}' must name places by pointers that begin with / (or '*' for all others), got {pattern!r}"
                )
                raise PolicyError(msg)
            if said not in words:
                where = "" if said is given else f" at {pattern!r}"
                msg = f"'{name}' must be in {words}{where} (got {said!r})"
                raise PolicyError(msg)

    return check


def normalized(given: str | Mapping[str, str], default: str) -> str | Mapping[str, str]:
    """Return a setting in the form that a policy keeps: a word, or patterns with words, the most specific first."""
    if isinstance(given, str):
        return given
    words: dict[str, str] = {EVERYWHERE: default, **given}
    if len(words) == 1:
        return words[EVERYWHERE]
    return cast(
        "Mapping[str, str]", FrozenDict({pattern: words[pattern] for pattern in sorted(words, key=_generality)})
    )


def _generality(pattern: str) -> tuple[int, int, str]:
    steps = pattern.split("/")[1:]
    return -len(steps), steps.count("*"), pattern


def at_place(said: str | Mapping[str, str], place: str) -> str:
    """Return the word that a setting has for a place: that of the longest pattern that covers it."""
    if isinstance(said, str):
        return said
    return next(word for pattern, word in said.items() if pattern == EVERYWHERE or matches(f"{pattern}/**", place))


def words_of(said: str | Mapping[str, str]) -> frozenset[str]:
    """Return all words that a setting has, for any place."""
    return frozenset((said,) if isinstance(said, str) else said.values())


# -- as JSON data


def by_place(*words: Any) -> Form[Any]:
    """Return the form of a setting that takes one of some words, or one for each of some patterns."""
    single = word(*words)
    several = members(single)

    def write(said: Any) -> Json:
        return single.write(said) if isinstance(said, str) else several.write(said)

    def read(data: Json, at: Path) -> Any:
        return several.read(data, at) if isinstance(data, dict) else single.read(data, at)

    return Form(write, read, {"anyOf": [single.schema, several.schema]})


def _read_place(data: Json, at: Path) -> str:
    place = TEXT.read(data, at)
    return place if place.startswith("/") else misfit("a JSON pointer that begins with /", at, data)


_SLASH: Final[Json] = {"type": "array", "prefixItems": [{"const": ord("/")}], "minItems": 1}
_PLACE: Final = Form(
    TEXT.write,
    _read_place,
    {
        "allOf": [
            TEXT.schema,
            {"anyOf": [{"type": "string", "pattern": "^/"}, {"type": "object", "properties": {"$text": _SLASH}}]},
        ]
    },
)


_LISTED: Final = array(_PLACE)
PLACES: Final[Form[Any]] = Form(lambda places: _LISTED.write(tuple(sorted(places))), _LISTED.read, _LISTED.schema)
"""The form of a set of pointers."""
