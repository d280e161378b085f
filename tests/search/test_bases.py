"""A client that refuses the simplest document is tried with another: all that is made of it would be refused too."""

from __future__ import annotations

import time

import pytest

from runlaws import PythonClient
from runlaws.adapters import find_client
from runlaws.document import read
from runlaws.laws import find_law
from runlaws.liars import PROFILE, Honest
from runlaws.liars._honest import Tree, refuse
from runlaws.search import search
from runlaws_strategies.build import bases, plan_of


class NeedsTools(Honest):
    """It takes a run without tools for one that was cut off, and drops the model of those that it takes: two faults."""

    def taken(self, tree: Tree) -> Tree:
        return tree if tree["tools"] else refuse("no tools")

    def written(self, tree: Tree) -> Tree:
        return {name: value for name, value in tree.items() if name != "model"}


def test_a_client_that_accepts_the_simplest_document_is_tried_with_that_alone() -> None:
    plan = plan_of(PROFILE)
    assert bases(plan, lambda _: True) == (plan,)


def test_a_client_that_accepts_nothing_is_tried_with_the_simplest_document() -> None:
    plan = plan_of(PROFILE)
    assert bases(plan, lambda _: False) == (plan,)


def test_the_base_is_the_simplest_document_that_is_accepted_and_a_full_one() -> None:
    shown: list[bytes] = []

    def accepts(document: bytes) -> bool:
        shown.append(document)
        return bool((read(document).tree or {})["tools"])

    simplest, full = ((plan.tree(plan.base)) for plan in bases(plan_of(PROFILE), accepts))
    plain = plan_of(PROFILE).tree(plan_of(PROFILE).base)
    assert {name for name in plain if simplest[name] != plain[name]} == {"tools"}
    assert len(str(full)) > 2 * len(str(simplest))
    assert len(shown) < 1000


@pytest.mark.slow
def test_the_refusal_is_one_finding_and_hides_no_other() -> None:
    laws = [find_law(id) for id in ("decodes-valid", "round-trip", "no-silent-corruption", "reads-fields")]
    findings = search(NeedsTools(), laws=laws, examples=0).findings
    assert [finding.failure.law for finding in findings if not finding.failure.pointer] == ["decodes-valid"]
    assert {(finding.failure.law, finding.failure.pointer) for finding in findings} == {
        ("decodes-valid", ""),
        ("round-trip", "/model"),
    }


@pytest.mark.slow
def test_a_client_that_refuses_the_simplest_document_alone_is_told_so() -> None:
    laws = [find_law("decodes-valid")]
    (finding,) = search(find_client("runlaws.liars:RefusesIdsOfZeros"), laws=laws, examples=0).findings
    assert finding.failure.law == "decodes-valid"


def test_a_client_that_hangs_is_not_asked_for_a_base_again_and_again() -> None:
    asked: list[bytes] = []

    def decode(document: bytes) -> None:
        asked.append(document)
        time.sleep(60)

    search(PythonClient(decode=decode), laws=[find_law("decodes-valid")], examples=0, deadline=0.05)
    assert len(asked) < 20
