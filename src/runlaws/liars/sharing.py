"""Liars whose values share something: with their copies, with each other, or with whoever reads them."""

from __future__ import annotations

import copy
from collections import OrderedDict
from typing import Any, ClassVar

from attrs import evolve

from runlaws.client import by_attribute
from runlaws.document import structure, write
from runlaws.liars._edits import Tree
from runlaws.liars._honest import MISSING, Honest
from runlaws.objects.run import Run
from runlaws.values import Path

__all__ = ["HandsOutCopies", "MayBeChanged"]


class Editable:
    """A value whose members are attributes that may be assigned; it is equal by what they are."""

    def __init__(self, tree: Tree) -> None:
        self.__dict__.update(tree)

    def run(self) -> Run:
        """Return the run that it holds now."""
        return structure({**MISSING, **vars(self)}, Run)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Editable) and self.run() == other.run()

    def __hash__(self) -> int:
        return hash(self.run())

    def __repr__(self) -> str:
        return f"<run {vars(self).get('id')}>"


class HandsOutCopies(Honest):
    """Keeps every law: its values may be assigned to, and what they hand out is a copy of what they hold."""

    kind: ClassVar[type[Editable]] = Editable

    def decode(self, document: bytes) -> Any:
        """Return a value that holds a tree of its own."""
        return self.kind(copy.deepcopy(self.taken(self.tree_of(document))))

    def encode(self, value: Any) -> bytes:
        """Return what a value holds."""
        return write(vars(value))

    def read(self, value: Any, path: Path) -> Any:
        """Return a copy of what a value holds at a path."""
        return self.handed_out(by_attribute(value, path), path)

    def handed_out(self, held: Any, path: Path) -> Any:
        """Return what is handed out of what is held."""
        return copy.deepcopy(held)


class Unhashable(Editable):
    """A value without a hash."""

    __hash__ = None  # type: ignore[assignment] # as Python has it for classes with an equality of their own


class MayBeChanged(HandsOutCopies):
    """Keeps every law: its values hand out what they hold, have no hash, and it says so."""

    policy = evolve(Honest.policy, hashable=False)
    kind = Unhashable

    def handed_out(self, held: Any, path: Path) -> Any:
        """Return what is held."""
        return held


class HandsOutItsMetadata(HandsOutCopies):
    """Its metadata are the dict that it keeps, though runs are keys of its cache."""

    law = "values-share-nothing"

    def handed_out(self, held: Any, path: Path) -> Any:
        return held if path == ("metadata",) else copy.deepcopy(held)


class HandsOutItsLists(HandsOutCopies):
    """It copies the objects that it hands out, and not the lists."""

    law = "values-share-nothing"

    def handed_out(self, held: Any, path: Path) -> Any:
        return held if isinstance(held, list) else copy.deepcopy(held)


class HasOneEmptyList(HandsOutCopies):
    """Every list that is empty is the same one."""

    law = "values-share-nothing"
    empty: ClassVar[list[Any]] = []

    def handed_out(self, held: Any, path: Path) -> Any:
        return self.empty if held == [] else copy.deepcopy(held)


class HasOneDefaultForMetadata(MayBeChanged):
    """Runs without metadata keep the default of their class, a dict that callers may add to."""

    law = "values-share-nothing"
    default: ClassVar[Tree] = {}

    def decode(self, document: bytes) -> Any:
        value = super().decode(document)
        if value.metadata == {}:
            value.metadata = self.default
        return value


class Twofold(Unhashable):
    """A value whose copy has the same members, not members that are equal."""

    def __copy__(self) -> Twofold:
        other = type(self)({})
        other.__dict__ = self.__dict__
        return other


class CopiesAreTwoNamesOfOne(MayBeChanged):
    """What is assigned to a copy is assigned to the original, too."""

    law = "values-share-nothing"
    kind = Twofold


class Shallow(Unhashable):
    """A value whose deep copies are shallow ones."""

    def __deepcopy__(self, memo: object) -> Shallow:
        return copy.copy(self)


class CopiesTheSurface(MayBeChanged):
    """A deep copy has the lists and dicts of the original."""

    law = "values-share-nothing"
    kind = Shallow


class CachesByBody(MayBeChanged):
    """The same body gives the same object again, whatever became of that in the meantime."""

    law = "values-share-nothing"

    def __init__(self) -> None:
        self.cache: OrderedDict[bytes, Any] = OrderedDict()

    def decode(self, document: bytes) -> Any:
        if document not in self.cache:
            self.cache[document] = super().decode(document)
        if len(self.cache) > 16:
            self.cache.popitem(last=False)
        return self.cache[document]


class InternsSchemas(HandsOutCopies):
    """The parameters of a function are kept once for all runs, by its name, and become those of the last one."""

    law = "questions-change-nothing"

    def __init__(self) -> None:
        self.schemas: dict[str, Any] = {}

    def decode(self, document: bytes) -> Any:
        value = super().decode(document)
        for tool in value.tools:
            function = tool.get("function")
            if isinstance(function, dict) and isinstance(function.get("parameters"), dict):
                kept = self.schemas.setdefault(function["name"], {})
                new, function["parameters"] = function["parameters"], kept
                kept.clear()
                kept.update(new)
        return value
