"""From a tree to attrs models and back, with cattrs.

It works for any attrs classes in which an absent member is `ABSENT`, and unknown members are kept in an attribute
`extra`. In a union, the attribute that is annotated as a `Literal` decides between classes.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from runlaws.values import ABSENT, Absent, FrozenDict, Json, freeze

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["structure", "unstructure"]

_T = TypeVar("_T")
_Hook = Callable[[Any, Any], Any]


def structure(tree: Json, cls: type[_T]) -> _T:
    """Return a tree as an instance of a class.

    Lists and objects become immutable. A part that does not fit its class is kept as plain data: judge the tree first,
    and expect anything inside a new variant. Raises TypeError if the whole does not fit.
    """
    model: Any = _converter().structure(tree, cls)
    if not isinstance(model, cls):
        msg = f"a {cls.__name__} must have {', '.join(sorted(_required(typing.cast(Any, cls))))}"
        raise TypeError(msg)
    return model


def unstructure(model: object) -> dict[str, Json]:
    """Return the tree of a model, with unknown members in their objects and without those that are `ABSENT`.

    Raises TypeError for a value that is not a model of an object.
    """
    tree = _plain(model)
    if not isinstance(tree, dict):
        msg = f"a {type(model).__name__} is no model of a JSON object"
        raise TypeError(msg)
    return tree


def _plain(value: Any) -> Json:
    cls = type(value)
    if cls is str or cls is int or value is None or cls is float or cls is bool:
        scalar: Json = value
        return scalar
    if attrs.has(cls):
        members = {name: _plain(item) for name in _names(cls) if (item := getattr(value, name)) is not ABSENT}
        for name, item in value.extra.items():
            members[name] = _plain(item)
        return members
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    other: Json = value
    return other


@functools.cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(attribute.name for attribute in attrs.fields(cls) if attribute.name != "extra")


@functools.cache
def _required(cls: Any) -> frozenset[str]:
    return frozenset(a.name for a in attrs.fields(cls) if a.default is attrs.NOTHING)


@functools.cache
def _converter() -> Converter:
    from cattrs import Converter  # here, since most commands judge documents and need no model

    converter = Converter(prefer_attrib_converters=False)
    converter.register_structure_hook_factory(_has_extra, lambda cls: _object_hook(converter, cls))
    converter.register_structure_hook_factory(_is_union, lambda kind: _union_hook(converter, kind))
    converter.register_structure_hook(FrozenDict, lambda value, _: freeze(value))
    converter.register_structure_hook_factory(_is_tuple, lambda kind: _tuple_hook(converter, kind))
    for scalar in (str, int, float, bool):  # a conversion would hide a value of the wrong type
        converter.register_structure_hook(scalar, _unchanged)
    converter.register_structure_hook_func(_is_literal, _unchanged)
    return converter


_CONTAINERS = (dict, list, tuple)


def _unchanged(value: Json, _: Any) -> Json:
    return freeze(value) if type(value) in (dict, list) else value


def _is_literal(kind: Any) -> bool:
    return typing.get_origin(kind) is typing.Literal


def _has_extra(cls: Any) -> bool:
    return attrs.has(cls) and any(attribute.name == "extra" for attribute in attrs.fields(cls))


def _is_union(kind: Any) -> bool:
    return typing.get_origin(kind) in (types.UnionType, typing.Union)


def _is_tuple(kind: Any) -> bool:
    return typing.get_origin(kind) is tuple


def _tuple_hook(converter: Converter, kind: Any) -> _Hook:
    item_kind = typing.get_args(kind)[0]
    inner = converter.get_structure_hook(item_kind)

    def hook(value: Json, _: Any) -> Any:
        if not isinstance(value, list | tuple):
            return freeze(value)
        return tuple([inner(item, item_kind) for item in value])

    return hook


def _object_hook(converter: Converter, cls: type) -> _Hook:
    """Return a hook that fills a class's attributes by name and keeps the rest in `extra`."""
    hints = typing.get_type_hints(cls)
    required = _required(cls)
    hooks = {name: (hints[name], converter.get_structure_hook(hints[name])) for name in _names(cls)}

    def hook(value: Json, _: Any) -> Any:
        if not isinstance(value, dict) or not required <= value.keys():
            return freeze(value)
        members: dict[str, Any] = {}
        extra: dict[str, Json] = {}
        for name, item in value.items():
            if name in hooks:
                kind, inner = hooks[name]
                members[name] = inner(item, kind) if isinstance(item, _CONTAINERS) else item  # no hook changes a scalar
            else:
                extra[name] = item
        return cls(**members, extra=freeze(extra)) if extra else cls(**members)

    return hook


def _union_hook(converter: Converter, kind: Any) -> _Hook:
    """Return a hook for a union of classes told apart by a tag, a scalar or container, null and absent."""
    parts = [part for part in typing.get_args(kind) if part not in (type(None), Absent)]
    classes = [part for part in parts if attrs.has(part)]
    others = [part for part in parts if not attrs.has(part)]
    tag = next((tag for cls in classes for tag in _tags(cls)), "")
    tagged: dict[str, Any] = {value: cls for cls in classes for value in _tags(cls).get(tag, ())}
    default: Any = next((cls for cls in classes if not _tags(cls)), classes[0] if classes else None)
    plain = converter.get_structure_hook(others[0]) if others else None
    hooks = {cls: converter.get_structure_hook(cls) for cls in classes}

    def hook(value: Json, _: Any) -> Any:
        if value is None:
            return None
        if isinstance(value, dict) and classes:
            cls = tagged.get(str(value.get(tag)), default)
            return hooks[cls](value, cls) if cls is not None else freeze(value)
        return plain(value, others[0]) if plain else freeze(value)

    return hook


def _tags(cls: Any) -> Mapping[str, tuple[str, ...]]:
    """Return the values of each attribute that is a `Literal`: by such a tag the classes of a union are known."""
    hints = typing.get_type_hints(cls)
    return {name: typing.get_args(hint) for name, hint in hints.items() if _is_literal(hint)}
