"""Which exceptions are a client's way to refuse a document: those of its own package."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from attrs import field, fields_dict, frozen

from runlaws.case import Case
from runlaws.client import Observation, Policy
from runlaws.contract import Standing
from runlaws.laws import ACCEPTABLE

__all__ = ["Errors", "declared_errors", "errors_of"]

_VALUE_ERROR: Final = "builtins.ValueError"
_OF_ALL_KINDS: Final = frozenset({"builtins.Exception", "builtins.BaseException"})


@frozen
class Errors:
    """The classes with which a client refuses, by their full names, and the exceptions that it raised."""

    own: tuple[str, ...] = ()
    raised: Mapping[tuple[str, ...], int] = field(factory=dict)
    """How often it raised each exception (its class and base classes, by name) where it may refuse a document."""
    declared: frozenset[tuple[str, ...]] = frozenset()
    """The raised exceptions that the client's policy names, perhaps by where they are exported."""

    def refuses(self, seen: Observation) -> bool:
        """Return whether a client refused a document with an error of its own."""
        thrown = seen.decoded.thrown
        if thrown is None or thrown.ended:
            return False
        return thrown.own or self.is_own(thrown.classes)

    def is_own(self, names: tuple[str, ...]) -> bool:
        """Return whether a class, given with its base classes, is one of the client's own."""
        return names in self.declared or not set(self.own).isdisjoint(names)

    @property
    def unnamed(self) -> tuple[str, ...]:
        """The classes of its own that cannot be written in code, since they are made inside a function."""
        return tuple(name for name in self.own if "<" in name)

    @property
    def leaks(self) -> Mapping[str, int]:
        """How often each exception of another package was raised, by its short name."""
        leaks: Counter[str] = Counter()
        for names, count in self.raised.items():
            if not self.is_own(names):
                leaks[_short(names[0])] += count
        return leaks


def declared_errors(policy: Policy) -> tuple[str, ...]:
    """Return the classes that a policy declares as the client's own, without the default and Python's most general."""
    if policy.errors == fields_dict(Policy)["errors"].default:
        return ()
    return tuple(name for name in policy.errors if name not in _OF_ALL_KINDS)


def errors_of(policy: Policy, seen: Iterable[tuple[Case, Observation]]) -> Errors:
    """Return the classes that a client declares to raise, and those of its own package that it raises besides.

    ValueError is its own if no other class is.
    """
    raised: Counter[tuple[str, ...]] = Counter()
    anywhere: set[tuple[str, ...]] = set()
    declared: set[tuple[str, ...]] = set()
    names_declared = declared_errors(policy)
    packages = {_package(name) for name in policy.errors}
    for case, observation in seen:
        thrown = observation.decoded.thrown
        if thrown is None or thrown.ended:
            continue
        names = thrown.classes or (thrown.type,)
        if thrown.own and names_declared:
            declared.add(names)
        anywhere.add(names)
        packages.add(thrown.frame.partition(" in ")[0].partition("/")[0].removesuffix(".py"))
        if case.standing not in ACCEPTABLE or case.standing is Standing.QUESTIONABLE:
            raised[names] += 1
    packages -= {"", *sys.stdlib_module_names}
    own = {*names_declared, *(name for names in anywhere - declared if (name := _topmost(names, packages)))}
    if not own and any(_VALUE_ERROR in names for names in anywhere):
        own = {_VALUE_ERROR}
    return Errors(tuple(sorted(own)), raised, frozenset(declared))


def _topmost(names: Iterable[str], packages: set[str]) -> str:
    """Return the most general of a class and its base classes that is in one of the client's packages."""
    return next((name for name in reversed(tuple(names)) if _package(name) in packages), "")


def _package(name: str) -> str:
    return name.partition(".")[0]


def _short(name: str) -> str:
    """Return a class with its package: json.JSONDecodeError, ValueError."""
    package, class_name = _package(name), name.rpartition(".")[2]
    return class_name if package in ("builtins", class_name) else f"{package}.{class_name}"
