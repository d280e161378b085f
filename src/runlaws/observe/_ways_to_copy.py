"""The ways in which Python's values are copied: by the library, and by what their own class has for it."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

__all__ = ["COPIES", "NO_SUCH_COPY", "SHALLOW"]

NO_SUCH_COPY: Final = object()
"""What stands for a copy in a way that the class of a value does not have."""


def _pickled(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # safe, since this process wrote it just now


# Callers who want one member of a value to be another one, and cannot assign it, replace it: here they replace none.


def _by_evolve(value: Any) -> Any:
    return attrs.evolve(value) if attrs.has(type(value)) else NO_SUCH_COPY


def _by_replace(value: Any) -> Any:
    if not dataclasses.is_dataclass(type(value)):
        return NO_SUCH_COPY
    try:
        return dataclasses.replace(value)
    except ValueError as error:
        if str(error).startswith("InitVar"):  # which a value does not keep
            return NO_SUCH_COPY
        raise


def _by_model_copy(value: Any) -> Any:
    return value.model_copy() if callable(getattr(type(value), "model_copy", None)) else NO_SUCH_COPY


def _by_method(value: Any) -> Any:
    """Return what a method `copy` returns; a dict's own makes a plain dict of what is derived from it, as is known."""
    method = getattr(type(value), "copy", None)
    deprecated = hasattr(type(value), "model_copy")  # by pydantic
    if not callable(method) or method in (dict.copy, list.copy) or deprecated:
        return NO_SUCH_COPY
    return value.copy()


COPIES: Final[Mapping[str, Callable[[Any], Any]]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": _pickled,
    "attrs.evolve": _by_evolve,
    "dataclasses.replace": _by_replace,
    ".model_copy()": _by_model_copy,
    ".copy()": _by_method,
}
"""Functions that copy a value, by the names of the ways; some return `NO_SUCH_COPY`."""

SHALLOW: Final = COPIES.keys() - {"deepcopy", "pickle"}
"""The ways whose copies may share with the value what is in it."""
