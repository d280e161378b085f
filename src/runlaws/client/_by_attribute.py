"""Reading what a value shows as those do who use it: by attributes, and by keys where a class declares none."""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from runlaws.client._protocol import NOT_SHOWN
from runlaws.values import Path

__all__ = ["by_attribute"]


def by_attribute(value: Any, path: Path) -> Any:
    """Return what a value shows at a path: by attributes, by keys, and by indices of sequences.

    An attribute that its class declares, or that it has itself, is read as one. Any other name is a key if the class
    has keys: a mapping has, and so has each class with a `__getitem__`, such as one that keeps unknown members by it.
    A missing attribute is `NOT_SHOWN`, and so is a method. Of a class that has any name as an attribute, and no keys,
    the text that Python has under the name of a member (`__doc__`) is what it shows for that.
    """
    for part in path:
        holder: Any = value
        if isinstance(part, int):
            listed = isinstance(value, list | tuple) or (
                isinstance(value, Sequence) and not isinstance(value, str | bytes)
            )
            value = value[part] if listed and part < len(value) else NOT_SHOWN
        else:
            value = value.get(part, NOT_SHOWN) if type(value) is dict else _member(value, part)
        shown: Any = value  # Any again, since a type checker takes it for a function from here on
        if shown is NOT_SHOWN or (callable(shown) and not _hides_a_member(holder, part)):
            return NOT_SHOWN
    return value


def _member(value: Any, name: str) -> Any:
    """Return what a value that is no plain dict shows as its member of a name."""
    kind: Any = type(value)  # Any, since a class is not Hashable to mypy
    if name in _held_by(value) or name in _declared_by(kind):
        shown = getattr(value, name, NOT_SHOWN)
        if shown is not NOT_SHOWN and not (_has_keys(kind) and _is_key_of_free_data(value, name)):
            return shown
    keyed = _by_key(value, name)
    if keyed is not NOT_SHOWN or isinstance(value, Mapping):
        return keyed
    shown = getattr(value, name, NOT_SHOWN)
    if not _is_of_any_class(kind, name):
        return shown
    is_read_for_it = _has_any_name(kind) and (shown is None or isinstance(shown, str))
    return shown if is_read_for_it else NOT_SHOWN


def _hides_a_member(value: Any, name: str | int) -> bool:
    """Return whether an attribute of Python's own (`__class__`) hides a member that a value has under that name."""
    if not isinstance(name, str) or not _is_of_python(name):
        return False
    held = _held_by(value)
    return name in held and not callable(held[name])


def _by_key(value: Any, name: str) -> Any:
    if isinstance(value, Mapping):
        return value.get(name, NOT_SHOWN)
    kind: Any = type(value)
    if not _has_keys(kind):
        return NOT_SHOWN
    try:
        return value[name]
    except (AttributeError, LookupError, TypeError):  # as those of other values, or of a class with indices only
        return NOT_SHOWN


def _is_key_of_free_data(value: Any, name: str) -> bool:
    """Return whether a name is a key of the dict that a value's keys are kept in, rather than an attribute of it.

    It is if that dict is the attribute, or if the value has no other field: then it is free data (`metadata`), and its
    properties say something of it. A mapping with properties is a model, whose users read them.
    """
    kind: Any = type(value)
    fields = {*_fields_of(kind), *_held_by(value)}
    if name in fields or isinstance(value, Mapping):
        fields = {name}
    kept: list[Any] = [getattr(value, field, None) for field in fields if not field.startswith("_") or field == name]
    if not kept or not all(isinstance(held, dict) and name in held for held in kept):
        return False
    keyed = _by_key(value, name)
    return all(held[name] is keyed for held in kept)


def _held_by(value: Any) -> Mapping[str, Any]:
    """Return what an instance has in a dict of its own."""
    try:
        held: dict[str, Any] = object.__getattribute__(value, "__dict__")
    except AttributeError:
        return {}
    return held


@functools.lru_cache(maxsize=1024)
def _has_keys(kind: type) -> bool:
    return hasattr(kind, "__getitem__") and not issubclass(kind, str | bytes | list | tuple)


@functools.lru_cache(maxsize=1024)
def _has_any_name(kind: type) -> bool:
    """Return whether the instances of a class have attributes of any name, and no keys by which they could be read."""
    return not _has_keys(kind) and any("__getattr__" in vars(base) for base in _own_bases(kind))


@functools.lru_cache(maxsize=1024)
def _declared_by(kind: type) -> frozenset[str]:
    """Return the names of the attributes that a class declares: fields, slots and properties."""
    names = (name for base in _own_bases(kind) for name, value in vars(base).items() if _is_data(value))
    of_any: Any = kind
    return _fields_of(of_any).union(name for name in names if not _is_of_python(name))


@functools.lru_cache(maxsize=1024)
def _fields_of(kind: type) -> frozenset[str]:
    """Return the names that a class annotates, and those of its slots."""
    names: set[str] = set()
    for base in _own_bases(kind):
        names.update(_annotated(base))
        names.update(name for name, value in vars(base).items() if inspect.ismemberdescriptor(value))
    return frozenset(name for name in names if not _is_of_python(name))


def _own_bases(kind: type) -> Iterable[type]:
    """Return a class and its bases, without Python's own (dict, Mapping, Generic), whose attributes are no members."""
    return [base for base in kind.__mro__ if str(base.__module__).partition(".")[0] not in sys.stdlib_module_names]


def _is_data(value: object) -> bool:
    """Return whether what a class has by some name computes an attribute, as a property does, and is no method."""
    return hasattr(type(value), "__get__") and not callable(value) and not isinstance(value, _METHODS)


_METHODS: Final = (classmethod, functools.partialmethod, functools.singledispatchmethod)


def _is_of_python(name: str) -> bool:
    """Return whether a name is one of those that Python gives a meaning: every class has some, like `__doc__`."""
    return name.startswith("__") and name.endswith("__")


def _is_of_any_class(kind: type, name: str) -> bool:
    return _is_of_python(name) and any(name in vars(base) for base in kind.__mro__)


if sys.version_info >= (3, 14):
    from annotationlib import Format, get_annotations

    def _annotated(kind: type) -> Iterable[str]:
        """Return the names that a class annotates itself."""
        return get_annotations(kind, format=Format.STRING)

else:

    def _annotated(kind: type) -> Iterable[str]:
        """Return the names that a class annotates itself."""
        annotations = vars(kind).get("__annotations__")
        return tuple(annotations) if isinstance(annotations, dict) else ()
