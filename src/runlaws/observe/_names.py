"""The names that a value of this process has."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from runlaws.observe._here import AskingHere

__all__ = ["names_here"]

_MOST_LOOKED_AT: Final = 20_000


def names_here(asking: AskingHere) -> tuple[str, ...]:
    """Return the names that a value of this process has, which may be many.

    They are those of the annotations of its class, of the parameters of its constructor, and of its attributes. Of a
    value that does not say there are none.
    """
    names: dict[str, None] = {}
    value, decoded = asking.decode(asking.case.document)
    if decoded.thrown is not None:
        return ()
    for number, question in enumerate(_QUESTIONS):
        answered, answer = asking.ask(f"list its names ({number})", _texts, question, value)
        if answer.thrown is None:
            names.update(dict.fromkeys(answered))
    return tuple(names)


def _texts(question: Callable[[Any], Iterable[object]], value: Any) -> list[str]:
    """Return the texts among the names, which may be of a class of the client's own."""
    names = itertools.islice(question(value), _MOST_LOOKED_AT)
    return [str.__str__(name) for name in names if isinstance(name, str)]


def _annotated(value: Any) -> Iterator[object]:
    for kind in type(value).__mro__:
        yield from getattr(kind, "__annotations__", ())


def _of_the_constructor(value: Any) -> Iterable[object]:
    spec = inspect.getfullargspec(type(value))
    return (*spec.args[1:], *spec.kwonlyargs)


def _attributes(value: Any) -> Iterable[object]:
    """Return the names of attributes, public ones first."""
    names: list[object] = list(dir(value))  # a `__dir__` of its own may give anything
    texts = [name for name in names if isinstance(name, str)]
    texts.sort(key=lambda name: (name.startswith("_"), name))
    return texts


_QUESTIONS: Final = (_annotated, _of_the_constructor, _attributes)
