"""Honest clients that do some steps otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from runlaws.case import Case
from runlaws.client import Client
from runlaws.laws import LAWS
from runlaws.liars import Honest
from runlaws.trial import check
from tests.laws.observed import SIBLING, SPELLED

__all__ = ["blamed", "client", "giving", "raising"]


def client(**steps: Any) -> Honest:
    """Return an honest client that does some steps otherwise, or has another policy: see `Honest`."""
    made: Honest = type("Odd", (Honest,), steps)()
    return made


def raising(error: BaseException) -> Callable[..., NoReturn]:
    """Return a step that raises an exception."""

    def raise_it(*_: object) -> NoReturn:
        raise error

    return raise_it


def giving(value: object) -> Callable[..., Any]:
    """Return a step that gives a value, whatever it is asked."""
    return lambda *_: value


def blamed(made: Client, *cases: Case) -> set[tuple[str, str]]:
    """Return the laws that a client breaks, and how; on two valid cases, unless others are named."""
    return {(failure.law, failure.kind) for case in cases or (SPELLED, SIBLING) for failure in check(made, LAWS, case)}
