"""What the annotations of a class say of its members: the texts that they allow, and the classes of objects.

Each annotation is evaluated alone: one that cannot be says nothing, and the others still do.
"""

from __future__ import annotations

import builtins
import collections.abc
import datetime
import decimal
import enum
import inspect
import sys
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import frozen

__all__ = ["declared_by"]


def declared_by(kind: type) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return, by member, the texts that a class's annotations allow, and the names of the classes for an object.

    A member is in neither where its annotation says nothing of the sort, or cannot be evaluated at run time.
    """
    allows: dict[str, tuple[str, ...]] = {}
    holds: dict[str, tuple[str, ...]] = {}
    for base in reversed(kind.__mro__):
        names = _Names(base)
        for member, hint in _annotated(base).items():
            allows[member], holds[member] = _said(hint, names)
    return {name: said for name, said in allows.items() if said}, {name: said for name, said in holds.items() if said}


if sys.version_info >= (3, 14):
    from annotationlib import Format, get_annotations

    def _annotated(kind: type) -> Mapping[str, Any]:
        """Return a class's own annotations, where what cannot be evaluated is a reference."""
        try:
            return get_annotations(kind, format=Format.FORWARDREF)
        except Exception:  # noqa: BLE001 (evaluating a foreign annotation may raise anything)
            return {}

else:

    def _annotated(kind: type) -> Mapping[str, Any]:
        """Return a class's own annotations as they are: texts and references are not evaluated yet."""
        return inspect.get_annotations(kind)


class _AnythingGoesError(Exception):
    """An annotation does not say of what class an object is, or cannot be evaluated."""


# -- what one annotation says


def _said(hint: Any, names: _Names) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the texts that an annotation allows, and the names of the classes for an object or an item of a list.

    None if it allows anything, or what only a type checker can tell.
    """
    try:
        hint, names = names.evaluated(hint)
    except _AnythingGoesError:
        return (), ()
    return _allowed(hint, names), _classes(hint, names)


def _allowed(hint: Any, names: _Names) -> tuple[str, ...]:
    """Return the texts of a Literal of texts, or of a union of such and None."""
    try:
        hint, names = names.evaluated(hint)
    except _AnythingGoesError:
        return ()
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return parts if all(isinstance(part, str) for part in parts) else ()
    if origin in _UNIONS:
        rest = [_allowed(part, names) for part in parts if part is not type(None)]
        return tuple(text for texts in rest for text in texts) if all(rest) else ()
    return ()


def _classes(hint: Any, names: _Names) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(_named_in(hint, names)))
    except _AnythingGoesError:
        return ()


def _named_in(hint: Any, names: _Names) -> Iterator[str]:
    hint, names = names.evaluated(hint)
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal or hint is None or (isinstance(hint, type) and issubclass(hint, _NO_OBJECTS)):
        return
    if origin in _UNIONS or origin in _LISTS:
        yield from (name for part in parts if part is not ... for name in _named_in(part, names))
    elif origin is typing.Annotated:
        yield from _named_in(parts[0], names)
    elif (kind := origin or hint) is dict or typing.is_typeddict(kind):
        yield "dict"
    elif isinstance(kind, type) and kind not in _ANYTHING and not inspect.isabstract(kind) and not _is_protocol(kind):
        yield kind.__name__
    else:
        raise _AnythingGoesError


def _is_protocol(kind: Any) -> bool:
    return bool(getattr(kind, "_is_protocol", False))


_UNIONS: Final = (typing.Union, types.UnionType)
_LISTS: Final = frozenset({list, tuple, collections.abc.Sequence, collections.abc.Iterable})
_ANYTHING: Final[frozenset[Any]] = frozenset({object, typing.Any, *_LISTS})
_NO_OBJECTS: Final = (type(None), str, int, float, enum.Enum, datetime.datetime, datetime.date, decimal.Decimal)
"""Of these is no object of a document, so that they say nothing of the class of one."""


# -- what the names in it stand for


@frozen(eq=False)
class _Names(Mapping[str, Any]):
    """The names that the annotations of a class may use.

    Those of the class, of its module and of Python; and where none of these has one, what the module may have imported
    under it for type checkers alone, which is taken from modules of its package that are loaded anyway.
    """

    kind: type
    within: tuple[str, ...] = ()
    """The texts that are being evaluated, one in the other."""

    def evaluated(self, hint: Any) -> tuple[Any, _Names]:
        """Return what an annotation stands for that may be a text or a reference, and the names for what is in it."""
        names = self
        while isinstance(hint, str | typing.ForwardRef):
            text = hint if isinstance(hint, str) else hint.__forward_arg__
            if text in names.within:
                return None, names  # an alias that is a part of itself, which adds nothing
            names = _Names(self.kind, (*names.within, text))
            try:
                hint = eval(text, vars(self._module), names)
            except Exception:  # noqa: BLE001 (evaluating a foreign annotation may raise anything)
                raise _AnythingGoesError from None
        return hint, names

    @property
    def _module(self) -> types.ModuleType:
        return sys.modules.get(self.kind.__module__, builtins)

    def __getitem__(self, name: str) -> Any:
        for known in (vars(self.kind), vars(self._module), vars(builtins)):
            if name in known:
                return known[name]
        return _imported(name, self.kind.__module__)

    def __iter__(self) -> Iterator[str]:
        return iter(vars(self.kind))

    def __len__(self) -> int:
        return len(vars(self.kind))


def _imported(name: str, by: str) -> Any:
    """Return what a module probably imports under a name for type checkers alone; raises KeyError.

    From the nearest package around it that has such modules or classes: all modules of the name, or the one class.
    """
    around = by.split(".")
    packages = [".".join(around[:count]) for count in range(len(around), 0, -1)]
    candidates = (_loaded(f"{package}.{each}") for package in packages for each in (name, name.lstrip("_")))
    if modules := tuple(filter(None, candidates)):
        return _AnyOf(modules)
    classes = next(filter(None, (_classes_named(name, package) for package in packages)), [])
    if len(classes) != 1:
        raise KeyError(name)
    return classes[0]


def _classes_named(name: str, package: str) -> list[type]:
    """Return the classes that a package, or a module below it, has under a name."""
    modules = [_loaded(each) for each in list(sys.modules) if each == package or each.startswith(f"{package}.")]
    classes = [vars(module).get(name) for module in modules if module is not None]
    return list({id(kind): kind for kind in classes if isinstance(kind, type)}.values())


def _loaded(name: str) -> types.ModuleType | None:
    module = sys.modules.get(name)
    return module if isinstance(module, types.ModuleType) else None


@frozen
class _AnyOf:
    """Several modules that a name may stand for: each attribute is that of the first one that has it."""

    modules: tuple[types.ModuleType, ...]

    def __getattr__(self, name: str) -> Any:
        for module in self.modules:
            if name in vars(module):
                return vars(module)[name]
        raise AttributeError(name)
