"""A profile of the user's own: found by a text, judged by like ours, and refused in one sentence when it is broken."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs
import pytest

from runlaws.contract import (
    Boolean,
    Choice,
    Either,
    Force,
    Integer,
    Items,
    Life,
    Map,
    Member,
    Object,
    Presence,
    Profile,
    Record,
    Rule,
    Standing,
    Tagged,
    Text,
    json_schema,
    profile_faults,
    relation,
)
from runlaws.objects import PROFILES, ProfileError, UnknownProfile, as_profile, find_profile, judge

LIFE: Final = Life(
    "state",
    ("open", "sold"),
    terminal=frozenset({"sold"}),
    presences=(Presence("price", "only-when-sold", "is set exactly when it is sold", frozenset({"sold"})),),
)
LOT: Final = Object("lot", "a lot", "here:Lot", "here:builder", LIFE, {"price": "what it was sold for, in cents"})
MEMBERS: Final = {
    "state": Member(Choice(LIFE.states, open=False)),
    "price": Member(Integer(minimum=0), nullable=True),
    "tags": Member(Items(Text())),
}
GOOD: Final = Profile("auction", "lots of an auction", LOT, Record(MEMBERS), tuple(LIFE.relations()))


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A module `own_profiles`, which is to be written."""
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path / "own_profiles.py"
    sys.modules.pop("own_profiles", None)


def written(module: Path, attribute: str) -> str:
    module.write_text(f"from {__name__} import *\n")
    return f"own_profiles:{attribute}"


def why_not(spec: str) -> str:
    with pytest.raises(ProfileError) as caught:
        find_profile(spec)
    (sentence,) = caught.value.args
    assert "\n" not in sentence
    return str(sentence)


def test_a_profile_is_found_by_its_text_and_found_again() -> None:
    spec = f"{__name__}:GOOD"
    profile = find_profile(spec)
    assert (profile.name, profile.spec) == ("auction", spec)
    assert find_profile(profile.spec) is profile
    assert as_profile(profile) is profile


def test_an_object_of_the_users_own_is_judged() -> None:
    spec = f"{__name__}:GOOD"
    assert judge({"state": "open", "price": None, "tags": []}, spec).standing is Standing.VALID
    judgement = judge(b'{"state": "sold", "price": null, "tags": [], "new": 1}', spec)
    assert [str(violation) for violation in judgement.violations] == [
        "/price: must not be null when state is 'sold'  [price.only-when-sold]"
    ]
    assert judgement.as_json()["profile"] == spec
    assert judgement.profile.object.sentence_at(("price",)) == "what it was sold for, in cents"


def test_the_schema_is_named_after_the_object() -> None:
    assert json_schema(GOOD)["title"] == "lot object, profile auction"
    assert json_schema(find_profile("v2"))["title"] == "run object, profile v2"


def test_a_name_of_ours_is_not_looked_for_elsewhere() -> None:
    with pytest.raises(UnknownProfile, match=r"'auction'; there is v2, .* package\.module:ATTRIBUTE"):
        find_profile("auction")


@pytest.mark.parametrize("spec", ["", ":", "a:", ":a"])
def test_half_a_text_is_no_profile(spec: str) -> None:
    assert why_not(spec).startswith(f"no profile is named {spec!r}; ")


@pytest.mark.parametrize(
    ("code", "attribute", "why"),
    [
        ("", "P", "profile 'own_profiles:P': own_profiles has no 'P'"),
        ("P = 1", "P", "profile 'own_profiles:P': expected a runlaws.contract.Profile, got a value of type int"),
        ("import nowhere_at_all", "P", "profile 'own_profiles:P': there is no module 'nowhere_at_all'"),
        ("1 / 0", "P", "profile 'own_profiles:P': importing own_profiles raises ZeroDivisionError: division by zero"),
        ("raise SystemExit(3)", "P", "profile 'own_profiles:P': importing own_profiles raises SystemExit: 3"),
        ("raise ValueError('a\\nb')", "P", "profile 'own_profiles:P': importing own_profiles raises ValueError: a b"),
        ("def (", "P", "profile 'own_profiles:P': importing own_profiles raises SyntaxError: invalid syntax"),
        (
            "class E(Exception):\n    def __str__(self): raise TypeError\nraise E",
            "P",
            "profile 'own_profiles:P': importing own_profiles raises E: (its text raises TypeError)",
        ),
        ("class N:\n    @property\n    def P(self): 1 / 0\nn = N()", "n.P", "reading P raises ZeroDivisionError"),
    ],
)
def test_what_cannot_be_had_is_said_in_one_sentence(module: Path, code: str, attribute: str, why: str) -> None:
    module.write_text(code)
    assert why in why_not(f"own_profiles:{attribute}")


def test_a_module_that_is_not_there_is_said_in_one_sentence() -> None:
    assert why_not("nowhere.at_all:P") == "profile 'nowhere.at_all:P': there is no module 'nowhere'"


def test_what_is_no_profile_at_all_is_refused() -> None:
    with pytest.raises(ProfileError, match="expected a profile or the name of one, got a value of type int"):
        as_profile(1)  # type: ignore[arg-type] # a caller without types


def changed(**members: Any) -> Profile:
    return attrs.evolve(GOOD, shape=Record({**MEMBERS, **members}))


def wrong(value: object) -> Any:
    """Stand for what a caller without types hands over."""
    return value


def about(**changes: Any) -> Profile:
    return attrs.evolve(GOOD, object=attrs.evolve(LOT, **changes))


@relation("lost.rule", "is nowhere", reads="lost state")
def lost(_: Mapping[str, Any]) -> tuple[()]:
    return ()


KIND: Final = Record({"kind": Member(Choice(("a",)))})
TEXT: Final = Member(Text())
LOOP: Final[dict[str, Member]] = {}
LOOP["again"] = Member(Items(Record(LOOP)))
BROKEN: Final[Mapping[str, Profile]] = {
    "its name: expected a text, got ''": attrs.evolve(GOOD, name=""),
    "its shape: expected a Record, got a value of type Text": attrs.evolve(GOOD, shape=wrong(Text())),
    "its relations: expected a tuple of Relation, got an empty list": attrs.evolve(GOOD, relations=wrong([])),
    "its object: expected an Object, got 'run'": attrs.evolve(GOOD, object=wrong("run")),
    "new: expected a Member, got a value of type Text": changed(new=Text()),
    "new: expected a shape (Text, Integer, Record, …), got None": changed(new=Member(wrong(None))),
    "source of new: expected a Source, got 'spec'": changed(new=Member(Text(), source=wrong("spec"))),
    "new[].inner: expected a Member, got 1": changed(new=Member(Items(Record({"inner": wrong(1)})))),
    "new{}: expected a shape (Text, Integer, Record, …), got a value of type type": changed(
        new=Member(Map(wrong(int)))
    ),
    "max_items of new: expected a count, 0 or more, or None, got -1": changed(new=Member(Items(Text(), max_items=-1))),
    "max_length of new: expected at least min_length (3), got 2": changed(new=Member(Text(3, 2))),
    "maximum of new: expected at least minimum (5), got 3": changed(new=Member(Integer(5, 3))),
    "minimum of new: expected a number or None, got '1'": changed(new=Member(Integer(wrong("1")))),
    "soft of new: expected some of 'minimum' and 'maximum'": changed(new=Member(Integer(soft=frozenset({"least"})))),
    "values of new: expected a tuple of texts, one or more, got an empty tuple": changed(new=Member(Choice(()))),
    "values of new: expected each text once, got 'a'": changed(new=Member(Choice(("a", "a")))),
    "variants of new: expected a mapping of tags to Record, one or more": changed(new=Member(Tagged({}, "kind"))),
    "variant 'b' of new.kind: expected a Choice that has 'b', got a value of type Choice": changed(
        new=Member(Tagged({"a": KIND, "b": KIND}, tag="kind"))
    ),
    "variant 'a' of new.type: expected a Choice that has 'a', got None": changed(
        new=Member(Tagged({"a": KIND}, "type"))
    ),
    "gone tags of new: expected no name that is also known, got 'a'": changed(
        new=Member(Tagged({"a": KIND}, tag="kind", gone={"a": "it is gone"}))
    ),
    "text of new: expected a Choice, got a value of type Text": changed(new=Member(Either(wrong(Text()), KIND))),
    "object of new: expected a Record or a Tagged, got a value of type Boolean": changed(
        new=Member(Either(Choice(("a",)), wrong(Boolean())))
    ),
    "new[].again[].again: expected a tree of shapes, got one that is inside itself": changed(
        new=Member(Items(Record(LOOP)))
    ),
    "its gone members: expected no name that is also known, got 'tags'": attrs.evolve(GOOD, gone={"tags": "gone"}),
    "relation lost.rule, reads: expected members of the shape, got 'lost'": attrs.evolve(GOOD, relations=(lost,)),
    "relation price.only-when-sold: expected a unique id": attrs.evolve(GOOD, relations=GOOD.relations * 2),
    "relation lost.rule: expected a Force, got 'hard'": attrs.evolve(
        GOOD, relations=(attrs.evolve(lost, rule=Rule("lost.rule", "is", wrong("hard")), reads=frozenset()),)
    ),
    "the model of its object: expected a text package.module:ATTRIBUTE, got 'Lot'": about(model="Lot"),
    "the life of its object: expected a Life, got 'state'": about(life="state"),
    "the life of its object, state: expected a member of the shape, got 'status'": about(
        life=attrs.evolve(LIFE, state="status")
    ),
    "the life of its object, state 'price': expected a Choice as its shape": about(
        life=attrs.evolve(LIFE, state="price")
    ),
    "the life of its object, states: expected only open, got 'sold'": about(life=Life("state", ("open",))),
    "the life of its object, terminal: expected only open, sold, got 'lost'": about(
        life=attrs.evolve(LIFE, terminal=frozenset({"lost"}))
    ),
    "the life of its object, price: expected only states of the life, got 'lost'": about(
        life=attrs.evolve(LIFE, presences=(Presence("price", "k", "s", frozenset({"lost"})),))
    ),
}


@pytest.mark.parametrize(("fault", "profile"), BROKEN.items(), ids=BROKEN)
def test_a_broken_profile_is_refused_with_what_where_and_expected(fault: str, profile: Profile) -> None:
    assert next(profile_faults(profile)).startswith(fault)


def test_the_sentence_names_the_profile_and_its_first_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "TWISTED", changed(new=Member(Integer(5, 3))), raising=False)
    spec = f"{__name__}:TWISTED"
    assert why_not(spec) == f"profile {spec!r} is broken in maximum of new: expected at least minimum (5), got 3"


@pytest.mark.parametrize("profile", [GOOD, *PROFILES.values()], ids=str)
def test_a_profile_that_is_whole_has_no_fault(profile: Profile) -> None:
    assert list(profile_faults(profile)) == []
    assert all(rule.force in Force for rule in profile.rules())
