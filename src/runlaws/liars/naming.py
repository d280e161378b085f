"""Liars about names: of new members, of properties and of metadata, which mean something in a language or library."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, Final

from runlaws.client import by_attribute
from runlaws.liars._edits import changed, everywhere
from runlaws.liars._honest import Decoded, Honest, Tree
from runlaws.liars.fields import Shows
from runlaws.objects import find_profile
from runlaws.values import Path

_MEMBERS: Final = frozenset(find_profile("v2").shape.members)
_PARAMETERS: Final = "/tools/*/function/parameters"
_OF_ITS_VALUE: Final = ("run", "text", "by")


class _Renames(Honest):
    """Keeps every law: has a name of its own for each new member."""

    def written(self, tree: Tree) -> Tree:
        return {name if name in _MEMBERS else self.renamed(name): value for name, value in tree.items()}

    def renamed(self, name: str) -> str:
        """Return the name under which a new member is written."""
        return name


class TakesUnderscoresOffNames(_Renames):
    """It has `from_` for `from`, a word of its language, and writes every new name without the underscores behind."""

    law = "round-trip-unknowns"

    def renamed(self, name: str) -> str:
        return name.rstrip("_")


class TrimsNames(_Renames):
    """It takes the white space off names, and a new member takes the place of a known one."""

    law = "round-trip-unknowns"

    def renamed(self, name: str) -> str:
        return name.strip()


class ReadsHyphensAsUnderscores(_Renames):
    """To it a hyphen in a name is an underscore, as in the headers of some servers."""

    law = "round-trip-unknowns"

    def renamed(self, name: str) -> str:
        return name.replace("-", "_")


class KeepsTheNamesOfItsValueToItself(Honest):
    """It keeps new members as attributes, and leaves out those that its value had before."""

    law = "round-trip-unknowns"

    def written(self, tree: Tree) -> Tree:
        return {name: value for name, value in tree.items() if name not in _OF_ITS_VALUE}


class CannotWriteMembersNamedAsItsMethods(Honest):
    """It writes by a method of the value, which a new member of that name has replaced."""

    law = "round-trip-encodes"

    def written(self, tree: Tree) -> Tree:
        if "dict" in tree:
            msg = f"{type(tree['dict']).__name__!r} object is not callable"
            raise TypeError(msg)
        return tree


class HandsMetadataOverAsArguments(Honest):
    """It calls a constructor with the metadata as keyword arguments, and `self` is given twice."""

    law = "decodes-valid"

    def taken(self, tree: Tree) -> Tree:
        if "self" in (tree["metadata"] or {}):
            msg = "Metadata.__init__() got multiple values for argument 'self'"
            raise TypeError(msg)
        return tree


class TakesHintsOutOfMetadata(Honest):
    """It writes the class of a value under `__class__`, and takes that name out of whatever it reads."""

    law = "round-trip"

    def taken(self, tree: Tree) -> Tree:
        return changed(tree, "/metadata", lambda data: _without(data, lambda name: name == "__class__"))


class DropsPrivateNames(Honest):
    """It leaves out what begins with two underscores in parameters, as what its own tools put there."""

    law = "round-trip"

    def taken(self, tree: Tree) -> Tree:
        return _parameters(tree, lambda part: _without(part, lambda name: name.startswith("__")))


class ComposesTheKeysOfMetadata(Honest):
    """It composes the accents in the keys of metadata."""

    law = "round-trip"

    def taken(self, tree: Tree) -> Tree:
        def composed(data: Any) -> Any:
            return data and {unicodedata.normalize("NFC", name): value for name, value in data.items()}

        return changed(tree, "/metadata", composed)


class TakesSpacesForUnderscoresInMetadata(Honest):
    """It stores metadata in columns, in whose names a blank is an underscore."""

    law = "round-trip"

    def taken(self, tree: Tree) -> Tree:
        def column(data: Any) -> Any:
            free = {name: name.replace(" ", "_") for name in data or {}}
            return data and {name if free[name] in data else free[name]: value for name, value in data.items()}

        return changed(tree, "/metadata", column)


class TakesPropertiesForReferences(Honest):
    """It leaves out each `$ref` that it cannot resolve, a property of that name too."""

    law = "round-trip"

    def taken(self, tree: Tree) -> Tree:
        def resolved(part: Any) -> Any:
            return part if not isinstance(part, dict) or isinstance(part.get("$ref", ""), str) else _without_ref(part)

        return _parameters(tree, resolved)


class LooksTypesUp(Honest):
    """It looks the type of every schema up in a table, and dies where a property is named `type`."""

    law = "decodes-valid"

    def decode(self, document: bytes) -> Any:
        value = super().decode(document)
        if isinstance(value, Decoded):
            for tool in value.run.tools:
                _look_up(getattr(getattr(tool, "function", None), "parameters", None))
        return value


class ShowsItsDocstringForAKey(Shows):
    """The keys of metadata are attributes to it, but for those whose names every object of its language has."""

    law = "reads-fields"

    def shown(self, held: Any, path: Path) -> Any:
        return by_attribute(_AnyName({str(path[1]): held}), path[1:]) if _is_key_of_metadata(path) else held


class ShowsItsClassForAKey(Shows):
    """It makes attributes of the keys of metadata, and one of them is the class of every object."""

    law = "reads-types"

    def shown(self, held: Any, path: Path) -> Any:
        return by_attribute(SimpleNamespace(**{str(path[1]): held}), path[1:]) if _is_key_of_metadata(path) else held


class _AnyName:
    """Data whose keys are read as attributes."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.__data = data

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__data[name]
        except KeyError:
            raise AttributeError(name) from None


def _is_key_of_metadata(path: Path) -> bool:
    return len(path) > 1 and path[0] == "metadata"


def _look_up(schema: object) -> None:
    if isinstance(schema, Mapping):
        if isinstance(schema.get("type"), Mapping):
            msg = "unhashable type: 'dict'"
            raise TypeError(msg)
        for part in schema.values():
            _look_up(part)


def _parameters(tree: Tree, change: Callable[[Any], Any]) -> Tree:
    """Return a tree with every part of the parameters of its functions changed."""
    return changed(tree, _PARAMETERS, lambda schema: everywhere(schema, change) if schema else schema)


def _without(part: Any, is_odd: Callable[[str], bool]) -> Any:
    return {name: value for name, value in part.items() if not is_odd(name)} if isinstance(part, dict) else part


def _without_ref(part: Any) -> Any:
    return _without(part, lambda name: name == "$ref")
