"""Liars that take what is wrong or disputed, and make something else of it."""

from __future__ import annotations

import json
from collections import ChainMap
from collections.abc import Callable, Collection
from typing import Any, Final

from attrs import evolve

from runlaws.document import read
from runlaws.liars._edits import changed, everywhere, texts
from runlaws.liars._honest import Lenient, Tree, Trusting
from runlaws.objects import find_profile

_MEMBERS: Final = find_profile("v2").shape.members
_NAMES: Final = ("status", "type", "code", "reason", "ranker", "tool_choice", "response_format", "reasoning_effort")
_FRACTIONS: Final = ("temperature", "top_p", "score_threshold")
_INTEGERS: Final = (
    *(name for name in _MEMBERS if name.endswith(("_at", "_tokens"))),
    *("prompt_tokens", "completion_tokens", "total_tokens", "cached_tokens", "reasoning_tokens"),
    *("index", "line", "max_num_results", "last_messages"),
)
_NUMBERS: Final = (*_FRACTIONS, *_INTEGERS)


class ReadsNumbersInText(Lenient):
    """A number sent as text becomes a number."""

    law = "no-silent-corruption"
    seen = "betalgo/openai, the options of ReadFromJsonAsync"

    def taken(self, tree: Tree) -> Tree:
        return _numbers(tree, lambda value: json.loads(value) if _is_a_number(value) else value)


class WritesItsOwnNameForTheObject(Lenient):
    """It writes `thread.run` as the object, whatever was there, or if nothing was."""

    law = "no-silent-corruption"
    seen = "Azure/azure-sdk-for-python, azure-ai-agents 1.1.0"

    def written(self, tree: Tree) -> Tree:
        return {**tree, "object": "thread.run"}


class ReadsTrueAsOne(Lenient):
    """A boolean where a number belongs becomes 1 or 0."""

    law = "no-silent-corruption"

    def taken(self, tree: Tree) -> Tree:
        return _numbers(tree, lambda value: int(value) if isinstance(value, bool) else value)


class TakesTheLastValueForTheFirst(Trusting):
    """It promises the first value of a name that stands twice, and takes the last."""

    law = "no-silent-corruption"
    policy = evolve(Trusting.policy, duplicates="first")


class CastsToIntegers(Lenient):
    """Whatever stands where an integer belongs is cast to one: 1.5, an empty text, a name."""

    law = "no-silent-corruption"

    def taken(self, tree: Tree) -> Tree:
        return _members(tree, _INTEGERS, _cast)


class FillsInWhatIsMissing(Lenient):
    """A member that must be there and is not gets the zero value of its type."""

    law = "no-silent-corruption"

    def taken(self, tree: Tree) -> Tree:
        missing = {name: member for name, member in _MEMBERS.items() if member.required and name not in tree}
        return {**tree, **{name: None if member.nullable else "" for name, member in missing.items()}}


class LowersWhatItKnows(Lenient):
    """It looks names up whatever their case, and keeps the ones it knows."""

    law = "no-silent-corruption"
    seen = "betalgo/openai, the RunStatus struct"

    def taken(self, tree: Tree) -> Tree:
        return _members(tree, _NAMES, _lower)


class TakesWrongNamesForTheFirst(Lenient):
    """A name that its enum lacks becomes the first of the enum."""

    law = "no-silent-corruption"

    def taken(self, tree: Tree) -> Tree:
        return {**tree, "object": "thread.run"}


class TakesNullForWhatIsDisputed(Trusting):
    """It cannot tell what a disputed value is, and takes it for null."""

    law = "no-silent-corruption"

    def tree_of(self, document: bytes) -> Tree:
        tree = super().tree_of(document)
        for dispute in read(document).disputes:
            tree = changed(tree, dispute.pointer, lambda _: None) if dispute.pointer else tree
        return tree


class ReplacesLoneSurrogates(Trusting):
    """Half a character becomes the sign for a broken one."""

    law = "no-silent-corruption"

    def taken(self, tree: Tree) -> Tree:
        return texts(tree, lambda text: text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


class JoinsWhatStandsTwice(Trusting):
    """Of a member that stands twice it makes a list of both."""

    law = "no-silent-corruption"

    def tree_of(self, document: bytes) -> Tree:
        tree = super().tree_of(document)
        others = read(document).others
        return {name: [*others[f"/{name}"], value] if f"/{name}" in others else value for name, value in tree.items()}


class MixesWhatStandsTwice(Trusting):
    """Where metadata stand twice in a run, it puts the last over the first and keeps what is in either."""

    law = "no-silent-corruption"

    def tree_of(self, document: bytes) -> Tree:
        tree = super().tree_of(document)
        every = [*read(document).others.get("/metadata", ()), tree.get("metadata")]
        mixed = [value for value in every if isinstance(value, dict)]
        return {**tree, "metadata": dict(ChainMap(*reversed(mixed)))} if len(every) == len(mixed) > 1 else tree


def _numbers(tree: Tree, change: Callable[[Any], Any]) -> Tree:
    """Return a tree with what stands where numbers belong changed."""
    return _members(tree, _NUMBERS, change)


def _members(tree: Tree, names: Collection[str], change: Callable[[Any], Any]) -> Tree:
    """Return a tree with what stands under some names changed, in whatever object."""

    def inside(part: Any) -> Any:
        if not isinstance(part, dict):
            return part
        return {name: change(value) if name in names else value for name, value in part.items()}

    return everywhere(tree, inside)


def _is_a_number(value: Any) -> bool:
    return isinstance(value, str) and value.replace(".", "", 1).isdigit()


def _cast(value: Any) -> Any:
    if isinstance(value, str):
        return int(value) if value.isdecimal() else 0
    return int(value) if isinstance(value, float) else value


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value
