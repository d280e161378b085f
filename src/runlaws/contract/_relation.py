"""Relations: rules between members, each a small function over the whole document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from attrs import field, frozen

from runlaws.contract._rule import Force, Rule, Source
from runlaws.values import Path

__all__ = ["Breach", "Relation", "relation"]

Breach: TypeAlias = tuple[Path, str]
"""Where a relation is broken, and the sentence that says how."""

Ask: TypeAlias = Callable[[Mapping[str, Any]], Iterable[Breach]]
"""Yields the breaches of a relation in a document."""


@frozen
class Relation:
    """A rule between members.

    `reads` names the top-level members it looks at. It is asked only when none of them breaks a structural
    rule, so that one fault is one violation.
    """

    rule: Rule
    reads: frozenset[str]
    breaches: Ask = field(eq=False)
    """Yields where a document breaks the rule, and how."""


def relation(
    id: str,
    says: str,
    *,
    reads: str,
    force: Force = Force.HARD,
    source: Source = Source.WIRE,
    cite: str = "",
    held: tuple[int, int] | None = None,
) -> Callable[[Ask], Relation]:
    """Make a function that yields breaches a `Relation`; `reads` are member names divided by spaces."""

    def wrap(breaches: Ask) -> Relation:
        return Relation(Rule(id, says, force, source, cite, held), frozenset(reads.split()), breaches)

    return wrap
