"""The laws about whether a client shows what it holds, and as what."""

from __future__ import annotations

import json
from collections import UserDict
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve, frozen

from runlaws import PythonClient
from runlaws.case import Case
from runlaws.client import Answer, Observation, Policy, Thrown, by_attribute
from runlaws.contract import Standing
from runlaws.laws import LAWS, Law, View, find_law, permit
from runlaws.observe import InProcess
from runlaws.trial import Trial, check
from runlaws.values import ABSENT, Path
from runlaws_strategies.build import controls
from tests.laws.observed import VALID, broken, case_of, changed, ideal, red

_USAGE = {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}
_RICH = case_of(
    "completed",
    tools=[{"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}],
    metadata={"k": "v"},
    usage=_USAGE,
    brand=ABSENT,
)


def hiding(case: Case, *places: str, policy: Policy | None = None) -> Observation:
    """Return what is seen of a client that shows nothing at some places, nor in them."""
    right = ideal(case, policy)

    def kept(place: str) -> bool:
        return not any(place == other or place.startswith(f"{other}/") for other in places)

    return evolve(
        right,
        shown={place: part for place, part in right.shown.items() if kept(place)},
        classes={place: part for place, part in right.classes.items() if kept(place)},
        types={place: part for place, part in right.types.items() if kept(place)},
    )


@pytest.mark.parametrize("place", ["/model", "/usage", "/tools", "/metadata", "/tools/0/function/name", "/tools/0"])
def test_a_member_that_is_kept_and_not_shown_is_reported_at_its_place(place: str) -> None:
    assert red(_RICH, hiding(_RICH, place)) == [("shows-members", place, "not shown")]


@pytest.mark.parametrize("place", ["/failed_at", "/metadata/k", "/tools/0/function/parameters/type"])
def test_nulls_and_what_is_in_free_data_need_not_be_shown(place: str) -> None:
    assert red(_RICH, hiding(_RICH, place)) == []


def test_an_unknown_member_need_not_be_shown() -> None:
    case = case_of("completed", brand_new=1)
    assert red(case, hiding(case, "/brand_new")) == []


def test_an_object_that_shows_none_of_its_members_is_reported_once() -> None:
    seen = hiding(_RICH, *(f"/usage/{name}" for name in _USAGE))
    assert red(_RICH, seen) == [("shows-members", "/usage", "shown without anything in it")]


def test_a_client_that_shows_nothing_is_reported_once_in_one_line() -> None:
    seen = ideal(_RICH, shown={}, classes={}, types={})
    assert red(_RICH, seen) == [("shows-members", "", "shows nothing")]
    (failure,) = find_law("shows-members").judge(View(_RICH, seen)).failures
    assert permit(find_law("shows-members"), View(_RICH, seen), failure) == 'Policy(hides=("/*",))'


@pytest.mark.parametrize(
    "policy", [Policy(hides="/usage"), Policy(hides="/*"), Policy(omits="/usage"), Policy(hides={"/model", "/usage/*"})]
)
def test_what_the_policy_says_is_not_shown_is_not_asked_for(policy: Policy) -> None:
    assert broken("shows-members", _RICH, hiding(_RICH, *(f"/usage/{name}" for name in _USAGE), policy=policy)) == []


def test_what_is_lost_in_writing_too_is_reported_by_that_law_alone() -> None:
    seen = evolve(hiding(_RICH, "/usage"), encoded=Answer(changed(_RICH, usage=ABSENT)), copies={})
    assert red(_RICH, seen) == [("round-trip", "/usage", "dropped")]


@pytest.mark.parametrize(("shown", "law"), [("3 tokens", "reads-types"), (Thrown("E", "", own=False), "reads-fields")])
def test_what_is_shown_in_another_way_is_reported_by_other_laws_with_all_that_is_in_it(
    shown: str | Thrown, law: str
) -> None:
    seen = hiding(_RICH, "/usage")
    assert [law for law, *_ in red(_RICH, evolve(seen, shown={**seen.shown, "/usage": shown}))] == [law]


def test_of_a_client_that_does_not_write_all_members_are_asked_for() -> None:
    seen = evolve(hiding(VALID, "/model"), encoded=None, encoded_again=None, held=None)
    assert red(VALID, seen) == [("shows-members", "/model", "not shown")]


def test_the_setting_that_permits_it_adds_to_what_the_policy_hides() -> None:
    view = View(_RICH, hiding(_RICH, "/model", policy=Policy(hides="/usage")))
    (failure,) = find_law("shows-members").judge(view).failures
    assert permit(find_law("shows-members"), view, failure) == 'Policy(hides=("/usage", "/model"))'


# -- one place, one class


@frozen
class Run:
    """What a client shows: the members of a tree as attributes, some of them made something else."""

    tree: dict[str, Any]
    made: Mapping[str, Callable[[Any], Any]]

    def __getattr__(self, name: str) -> Any:
        try:
            value = self.tree[name]
        except KeyError:
            raise AttributeError(name) from None
        return value if value is None or name not in self.made else self.made[name](value)


def failures_after(made: Mapping[str, Callable[[Any], Any]], *cases: Case) -> list[tuple[str, str, str]]:
    """Return place and classes of what the law reports of cases that are shown to a client one after the other."""
    client = PythonClient(
        decode=lambda document: Run(json.loads(document), made),
        encode=lambda value: json.dumps(value.tree),
        policy=Policy(hashable=False, equality="identity"),
    )
    trial = Trial(InProcess(client), [find_law("one-place-one-class")])
    failures = (failure for case in cases for _, verdict in trial.verdicts(case) for failure in verdict.failures)
    return [(failure.pointer, str(failure.sent), str(failure.got)) for failure in failures]


class Text(str):
    __slots__ = ()


_ONE, _OTHER = case_of("completed", usage=_USAGE), case_of("completed", usage=dict.fromkeys(_USAGE, 0))
_NO_TOOLS, _TOOL = case_of("completed", tools=[]), case_of("completed", tools=[{"type": "file_search"}])


def test_a_place_that_shows_another_class_than_in_an_earlier_document_is_reported() -> None:
    some = {"usage": lambda usage: usage if usage["total_tokens"] else UserDict(usage)}
    assert failures_after(some, _ONE, _ONE, _OTHER) == [("/usage", "of class dict, as before", "of class UserDict")]


@pytest.mark.parametrize(
    ("made", "cases", "place"),
    [
        ({"tools": lambda tools: tools or ()}, (_TOOL, _NO_TOOLS), "/tools"),
        ({"model": lambda text: Text(text) if len(text) > 5 else text}, (_ONE, case_of(model="m")), "/model"),
        ({"model": lambda text: Text(text) if len(text) > 5 else text}, (case_of(model="m"), _ONE), "/model"),
    ],
)
def test_empty_arrays_and_scalars_have_one_class_too(
    made: Mapping[str, Callable[[Any], Any]], cases: Sequence[Case], place: str
) -> None:
    assert [found for found, *_ in failures_after(made, *cases)] == [place]


@pytest.mark.parametrize(
    ("made", "cases"),
    [
        (
            {"metadata": lambda data: data and UserDict(data)},
            (case_of(metadata={"k": "v"}), case_of(metadata={"k": ""})),
        ),
        ({"temperature": Fraction}, (case_of(temperature=1), case_of(temperature=0.5))),
        ({"tool_choice": lambda to: Text(to) if to == "auto" else to}, (_ONE, case_of(tool_choice="brand_new"))),
        (
            {"response_format": lambda part: UserDict(part) if len(part) > 1 else part},
            (case_of(response_format={"type": "xml"}), case_of(response_format={"type": "xml", "x": 1})),
        ),
        ({"model": lambda text: len(text) if len(text) > 5 else text}, (_ONE, case_of(model="m"))),
    ],
    ids=[
        "the same",
        "another JSON type",
        "a new value",
        "a new variant",
        "of the wrong type, which another law reports",
    ],
)
def test_what_may_differ_is_not_reported(made: Mapping[str, Callable[[Any], Any]], cases: Sequence[Case]) -> None:
    assert failures_after(made, *cases) == []


def test_a_failure_has_the_document_to_compare_with() -> None:
    some = {"usage": lambda usage: usage if usage["total_tokens"] else UserDict(usage)}
    client = PythonClient(decode=lambda document: Run(json.loads(document), some), policy=Policy(hashable=False))
    law = find_law("one-place-one-class")
    trial = Trial(InProcess(client), [law])
    (failure,) = [
        failure for case in (_ONE, _OTHER) for _, verdict in trial.verdicts(case) for failure in verdict.failures
    ]
    assert failure.before == (_ONE.document,)
    again = evolve(_OTHER, before=failure.before)
    assert check(client, [law], again) == [failure]
    assert trial.same_failure(failure, again) == failure
    assert check(client, [law], _OTHER) == []


# -- the class of the whole


class Sloppy:
    """Decodes to a class of its own, and to a dict where the tools are no array."""

    name, version, encodes, policy = "sloppy", "", True, Policy(hashable=False, equality="identity")

    def decode(self, document: bytes) -> Any:
        tree = json.loads(document)
        return UserDict(tree) if isinstance(tree.get("tools"), list) else tree

    def encode(self, value: Any) -> str:
        return json.dumps(value.data)

    def read(self, value: Any, path: Path) -> Any:
        return by_attribute(value, path)


_WRONG = case_of(tools=0)


def failures_of_sloppy(*cases: Case, laws: Sequence[Law] = LAWS) -> list[tuple[str, str, str, str]]:
    """Return what some laws say of the sloppy client, where known documents are at hand."""
    trial = Trial(InProcess(Sloppy()), laws, controls)
    failures = [failure for case in cases for _, verdict in trial.verdicts(case) for failure in verdict.failures]
    return [(failure.law, failure.pointer, str(failure.sent), str(failure.got)) for failure in failures]


def test_a_value_of_another_class_than_that_of_others_is_reported_by_one_law() -> None:
    told = ("one-place-one-class", "", "of class UserDict, as before", "of class dict")
    assert _WRONG.standing is Standing.INVALID
    assert failures_of_sloppy(_WRONG) == failures_of_sloppy(_ONE, _WRONG) == [told]


def test_what_a_value_of_another_class_leads_to_is_not_reported_by_a_law_alone() -> None:
    assert failures_of_sloppy(_WRONG, laws=[find_law("round-trip-encodes")]) == []


def test_without_a_document_to_compare_with_the_class_of_a_value_is_any() -> None:
    assert check(Sloppy(), [find_law("one-place-one-class")], _WRONG) == []


def test_of_a_wrong_document_no_other_class_is_compared() -> None:
    law = find_law("one-place-one-class")
    case = evolve(case_of(tools=[], created_at="x"), before=(_TOOL.document,))
    seen = ideal(case, types={"/tools": "tuple"}, types_before={"": "Run", "/tools": "list"})
    assert case.standing is Standing.INVALID
    assert law.judge(View(case, seen)).failures == ()
