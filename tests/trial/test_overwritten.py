"""Where a client has one value whatever is sent, that is one fault; where that depends on what is sent, several."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from runlaws.case import Case
from runlaws.document import write
from runlaws.laws import LAWS
from runlaws.liars import LIARS, Honest
from runlaws.liars._honest import Lenient, Tree
from runlaws.observe import InProcess
from runlaws.search import search
from runlaws.trial import Trial
from runlaws.values import ABSENT, Json
from runlaws.verdict import OVERWRITTEN
from runlaws_strategies import simplest
from runlaws_strategies.build import controls


def writing(value: Callable[[Any], Json]) -> Honest:
    """Return a client that writes as the object what a function makes of it."""

    class Writes(Lenient):
        def written(self, tree: Tree) -> Tree:
            return {**tree, "object": value(tree.get("object"))}

    return Writes()


def kinds_of(client: Honest, *sent: object) -> list[tuple[str, str]]:
    """Return the kind and types of each failure of a client that is sent other values for the object."""
    trial = Trial(InProcess(client), LAWS, controls)
    trees: list[dict[str, Any]] = [{**simplest("queued"), "object": value} for value in sent]
    cases = [Case.of_bytes(write({name: tree[name] for name in tree if tree[name] is not ABSENT})) for tree in trees]
    failures = [failure for case in cases for _, verdict in trial.verdicts(case) for failure in verdict.failures]
    return [(failure.kind, failure.cause.types) for failure in failures if failure.law == "no-silent-corruption"]


def test_a_member_that_is_always_overwritten_is_one_cause_of_whatever_type_it_was() -> None:
    client = writing(lambda _: "thread.run")
    assert kinds_of(client, 1, True, [], {"x": 1}, "run", ABSENT) == [(OVERWRITTEN, "")] * 6


@pytest.mark.parametrize(
    "value",
    [lambda sent: sent if isinstance(sent, str) else str(sent), lambda sent: int(sent) if sent is True else sent],
)
def test_a_value_that_depends_on_what_is_sent_keeps_its_types(value: Callable[[Any], Json]) -> None:
    kinds = kinds_of(writing(value), 1, True)
    assert kinds
    assert all(kind == "type confused" and types for kind, types in kinds)


@pytest.mark.slow
def test_a_search_reports_a_member_that_is_always_overwritten_once() -> None:
    liar = next(liar for liar in LIARS if liar.__name__ == "WritesItsOwnNameForTheObject")
    (finding,) = search(liar(), examples=30, profile="v1").findings
    assert (finding.failure.law, finding.failure.pointer) == ("no-silent-corruption", "/object")
