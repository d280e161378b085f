"""Values that share something with copies of them, with each other, or with whoever they are handed out to."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from runlaws import PythonClient
from runlaws.case import Case
from runlaws.client import Policy, Question
from runlaws.laws import LAWS, find_law
from runlaws.observe import InProcess, observe
from runlaws.trial import Trial, check
from tests.laws.observed import case_of

CASE = case_of("completed", tools=[{"type": "file_search"}], metadata={})
LAW = find_law("values-share-nothing")


class Editable:
    """A value that may be assigned to and hands out what it holds."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self.__dict__.update(tree)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Editable) and vars(self) == vars(other)

    __hash__: Any = None


class Hashable(Editable):
    """One with a hash of what it holds."""

    def __hash__(self) -> int:
        return hash(json.dumps(vars(self), sort_keys=True))


class Guarded(Hashable):
    """One that hands out copies of its lists alone."""

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        return list(value) if isinstance(value, list) else value


def of(kind: Callable[[dict[str, Any]], Any], policy: Policy | None = None) -> PythonClient:
    return PythonClient(
        decode=lambda document: kind(json.loads(document)),
        encode=lambda value: json.dumps(vars(value)),
        policy=Policy(hashable=kind in (Hashable, Guarded)) if policy is None else policy,
    )


def shared(made: PythonClient, case: Case = CASE) -> list[tuple[str, str]]:
    """Return the places at which the law fails, and how."""
    return [(failure.pointer, failure.kind) for failure in check(made, [LAW], case)]


def test_a_value_without_a_hash_may_change_with_what_it_hands_out() -> None:
    assert shared(of(Editable)) == []
    assert observe(of(Editable), CASE, asks=[Question.SHARE]).shared == {}


def test_a_value_with_a_hash_may_not_if_it_protects_anything() -> None:
    how = "what it handed out was changed"
    assert ("/metadata", how) in shared(of(Guarded))


def test_it_may_if_it_hands_out_all_that_it_holds() -> None:
    assert shared(of(Hashable)) == []


def test_it_may_where_the_policy_says_that_there_is_no_hash() -> None:
    assert shared(of(Guarded, Policy(hashable=False))) == []


def test_a_hash_that_is_each_values_own_promises_nothing() -> None:
    class Identified(Editable):
        __hash__ = object.__hash__

    assert shared(of(Identified, Policy(equality="identity"))) == []


def test_a_default_of_the_class_is_found_and_left_as_it_was() -> None:
    default: dict[str, Any] = {}

    def kind(tree: dict[str, Any]) -> Editable:
        return Editable({**tree, "metadata": tree["metadata"] or default})

    assert shared(of(kind)) == [("/metadata", "another value of the document was changed")]
    assert default == {}


def test_a_copy_that_is_the_value_itself_is_found_by_what_is_assigned() -> None:
    class Single(Editable):
        def __deepcopy__(self, memo: object) -> Single:
            return self

    assert shared(of(Single)) == [("", "its deepcopy was changed")]


def test_a_shallow_copy_may_share_what_is_in_it() -> None:
    class Shallow(Editable):
        def __copy__(self) -> Shallow:
            return type(self)(vars(self))

        def __deepcopy__(self, memo: Any) -> Shallow:
            return type(self)(copy.deepcopy(vars(self), memo))

    assert shared(of(Shallow)) == []


def test_a_default_that_is_copied_into_each_value_is_found_in_later_ones() -> None:
    default: list[Any] = []

    class Templated(Editable):
        def __init__(self, tree: dict[str, Any]) -> None:
            super().__init__({**tree, "tools": [*tree["tools"], *default]})

    made = PythonClient(
        decode=lambda document: Templated(json.loads(document)),
        encode=lambda value: json.dumps(vars(value)),
        read=lambda value, path: default if path == ("tools",) else vars(value).get(path[0]),
        policy=Policy(hashable=False),
    )
    seen = observe(made, CASE, asks=[Question.SHARE]).shared
    assert "another value of the document had been changed before" in seen
    assert default == []


class Refusing(list[Any]):
    """A list that cannot be added to."""

    def append(self, item: object) -> None:
        raise PermissionError(item)


class Locked(dict[str, Any]):
    """A dict that cannot be added to."""

    def __setitem__(self, name: str, value: object) -> None:
        raise KeyError(name)


class Leaving(list[Any]):
    """A list that ends the process when it is added to."""

    def append(self, item: object) -> None:
        raise SystemExit(item)


class Stuck(list[Any]):
    """A list that never comes to an end when it is added to."""

    def append(self, item: object) -> None:
        while item:
            pass


@pytest.mark.parametrize("kind", [Refusing, tuple])
def test_what_refuses_to_be_changed_is_left_alone(kind: Callable[[Any], Any]) -> None:
    assert shared(of(lambda tree: Hashable({**tree, "tools": kind(tree["tools"]), "metadata": Locked()}))) == []


@pytest.mark.parametrize(("kind", "law"), [(Leaving, "never-exits"), (Stuck, "never-hangs")])
def test_a_container_that_misbehaves_is_reported_by_the_law_about_that(kind: Callable[[Any], Any], law: str) -> None:
    made = of(lambda tree: Editable({**tree, "tools": kind(tree["tools"])}), Policy(hashable=False))
    failures = check(made, LAWS, CASE, deadline=0.1)
    assert {failure.law for failure in failures} == {law}


def test_only_cases_with_a_container_where_none_was_yet_are_asked() -> None:
    trial = Trial(InProcess(of(Guarded)), [LAW])
    first, again = ([verdict.failures for _, verdict in trial.verdicts(CASE)] for _ in range(2))
    assert first != [()]
    assert again == [()]
