"""Which exceptions are a client's way to refuse a document: those of its own package."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping

from attrs import field, frozen

from runlaws.case import Case
from runlaws.client import Observation, Policy
from runlaws.contract import Standing
from runlaws.laws import ACCEPTABLE

__all__ = ["Errors", "errors_of"]

_VALUE_ERROR = "builtins.ValueError"


@frozen
class Errors:
    """The classes with which a client refuses, by their full names, and the other exceptions that it let out."""

    own: tuple[str, ...] = ()
    raised: Mapping[tuple[str, ...], int] = field(factory=dict)
    """How often it raised what, where it may refuse a document: the names of a class and of those above it."""

    def refuses(self, seen: Observation) -> bool:
        """Return whether a client refused a document with an error of its own."""
        thrown = seen.decoded.thrown
        if thrown is None or thrown.ended:
            return False
        return thrown.own or not set(self.own).isdisjoint(thrown.classes)

    def is_own(self, names: Iterable[str]) -> bool:
        """Return whether a class, given with those above it, is one of the client's own."""
        return not set(self.own).isdisjoint(names)

    @property
    def leaks(self) -> Mapping[str, int]:
        """The exceptions of other packages that were let out, by short names, and how often each was."""
        leaks: Counter[str] = Counter()
        for names, count in self.raised.items():
            if not self.is_own(names):
                leaks[_short(names[0])] += count
        return leaks


def errors_of(policy: Policy, seen: Iterable[tuple[Case, Observation]]) -> Errors:
    """Return the classes of the client's own package that it raised, or that it promises to raise.

    Where it has none of its own, ValueError is one.
    """
    raised: Counter[tuple[str, ...]] = Counter()
    anywhere: set[tuple[str, ...]] = set()
    packages = {_package(name) for name in policy.errors}
    for case, observation in seen:
        thrown = observation.decoded.thrown
        if thrown is None or thrown.ended:
            continue
        names = thrown.classes or (thrown.type,)
        anywhere.add(names)
        packages.add(thrown.frame.partition(" in ")[0].partition("/")[0].removesuffix(".py"))
        if case.standing not in ACCEPTABLE or case.standing is Standing.QUESTIONABLE:
            raised[names] += 1
    packages -= {"", *sys.stdlib_module_names}
    own = {name for names in anywhere if (name := _topmost(names, packages))}
    own = own or {name for name in policy.errors if _package(name) in packages}
    if not own and any(_VALUE_ERROR in names for names in anywhere):
        own = {_VALUE_ERROR}
    return Errors(tuple(sorted(own)), raised)


def _topmost(names: tuple[str, ...], packages: set[str]) -> str:
    """Return the uppermost of some classes that is of one of the client's packages."""
    return next((name for name in reversed(names) if _package(name) in packages), "")


def _package(name: str) -> str:
    return name.partition(".")[0]


def _short(name: str) -> str:
    """Return a class with its package: json.JSONDecodeError, ValueError."""
    package, class_name = _package(name), name.rpartition(".")[2]
    return class_name if package in ("builtins", class_name) else f"{package}.{class_name}"
