"""Observations as JSON: read as they were written, by their schema, and judged elsewhere as they were here."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

import jsonschema  # type: ignore[import-untyped] # its stubs are a package of their own
import pytest
from attrs import evolve, fields
from hypothesis import given
from hypothesis import strategies as st

from runlaws.case import Case
from runlaws.client import (
    Answer,
    Copied,
    Observation,
    ObservationError,
    Opaque,
    Policy,
    Question,
    ShownClass,
    Thrown,
    TwinObservation,
    observation_schema,
)
from runlaws.client._schema import FILE, schema_text
from runlaws.laws import LAWS, View
from runlaws.liars import HONEST, LIARS, Honest
from runlaws.observe import InProcess
from runlaws.values import replaced
from runlaws_strategies import catalogue
from tests.client.test_policy import POLICIES
from tests.laws.observed import AMBIGUOUS, EXTENDED, INVALID, MALFORMED, QUESTIONABLE, SIBLING, SPELLED
from tests.thorough import THOROUGH

SCHEMA = jsonschema.Draft202012Validator(observation_schema())

TEXTS = st.text(st.characters(exclude_categories=())) | st.sampled_from(
    ["$text", "$object", "$", "/a~1b", "\ud83d\ude00", "\ude00\ud83d", "\U0001f600"]
)
NUMBERS = (
    st.integers()
    | st.floats()
    | st.sampled_from([2**53, -(2**53) - 1, 10**4000, -(10**4000), -0.0, 1e16, 5e-324, math.inf, -math.inf, math.nan])
)
DATA = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple) | st.dictionaries(TEXTS, inner, max_size=3)
    ),
    max_leaves=6,
)
THROWN = st.builds(
    Thrown,
    TEXTS,
    TEXTS,
    st.booleans(),
    st.sampled_from(["", "hang", "exit"]),
    st.lists(TEXTS, max_size=2).map(tuple),
    traceback=st.lists(TEXTS, max_size=2).map(tuple),
)
ANSWERS = st.builds(Answer, DATA) | st.builds(Answer, thrown=THROWN)
MAYBE = st.none() | ANSWERS


def mappings(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(TEXTS, values, max_size=2)


TWINS = st.builds(
    TwinObservation, ANSWERS, **dict.fromkeys(("equal", "equal_back", "unequal", "hashed", "encoded"), MAYBE)
)
COPIES = st.builds(Copied, st.none() | THROWN, st.booleans(), MAYBE, MAYBE)
_OBSERVED: dict[str, st.SearchStrategy[Any]] = {
    "client": TEXTS,
    "policy": POLICIES,
    "decoded": ANSWERS,
    "nothing": st.booleans(),
    "shown": mappings(DATA | THROWN | st.builds(Opaque, TEXTS)),
    "classes": mappings(st.builds(ShownClass, TEXTS, mappings(st.lists(TEXTS, max_size=2).map(tuple)))),
    "shown_before": mappings(DATA | THROWN | st.builds(Opaque, TEXTS)),
    **dict.fromkeys(("types", "types_before"), mappings(TEXTS)),
    "shared": mappings(st.tuples(ANSWERS, ANSWERS)),
    "hashed": st.none() | st.tuples(ANSWERS, ANSWERS),
    **dict.fromkeys(("triangle", "triangle_back"), st.none() | st.tuples(ANSWERS, ANSWERS, ANSWERS)),
    "twin": st.none() | TWINS,
    "copies": mappings(COPIES),
    "cut_short": mappings(THROWN),
    "not_offered": st.frozensets(st.sampled_from(Question)),
    "again": mappings(THROWN),
    **dict.fromkeys(
        ("negated", "strangers", "disturbed", "unequal_after", "repeated", "printed", "encoded_by", "encoded_again_by"),
        mappings(ANSWERS),
    ),
    **dict.fromkeys(("encoded", "encoded_again", "itself", "decoded_twice", "replies", "held", "third_encoded"), MAYBE),
}
OBSERVATIONS = st.builds(Observation, **_OBSERVED)


def sent(observation: Observation) -> Any:
    """Return an observation as another process gets it."""
    return json.loads(json.dumps(observation.as_json(), allow_nan=False, ensure_ascii=False).encode())


def received(observation: Observation) -> Observation:
    return Observation.from_json(sent(observation))


LEAST = Observation("sdk 1", Policy(), Answer("Run"))


# -- read as it was written


def test_everything_of_an_observation_is_drawn_here() -> None:
    assert {one.name for one in fields(Observation)} == set(_OBSERVED)


@pytest.mark.slow
@given(OBSERVATIONS)
def test_an_observation_is_read_as_it_was_written_and_fits_the_schema(observation: Observation) -> None:
    written = sent(observation)
    assert Observation.from_json(written) == observation
    SCHEMA.validate(written)


@given(THROWN)
def test_the_classes_and_the_traceback_of_an_exception_are_kept_too(thrown: Thrown) -> None:
    decoded = received(evolve(LEAST, decoded=Answer(thrown=thrown))).decoded.thrown
    assert decoded is not None
    assert (decoded.classes, decoded.traceback) == (thrown.classes, thrown.traceback)


@pytest.mark.parametrize(
    ("one", "other"),
    [(0.0, -0.0), (1, 1.0), (1, True), (0, False), (None, False), ([], {}), ("1", 1), ({"a": 1}, {"a": 1.0})],
)
def test_what_is_not_the_same_data_to_the_type_of_a_number_is_another_observation(one: Any, other: Any) -> None:
    for written in (one, other):
        observation = evolve(LEAST, encoded=Answer(written))
        assert received(observation) == observation
    assert evolve(LEAST, encoded=Answer(one)) != evolve(LEAST, encoded=Answer(other))
    assert evolve(LEAST, shown={"/a": one}) != evolve(LEAST, shown={"/a": other})


def test_an_integer_may_have_more_digits_than_python_prints() -> None:
    observation = evolve(LEAST, encoded=Answer({"a": [10**5000, -(10**5000)]}))
    assert received(observation) == observation
    assert observation.as_json()["encoded"]["value"]["a"][1]["$integer"].startswith("-0x")


def test_a_list_is_the_same_data_as_a_tuple_and_nan_as_nan() -> None:
    assert Answer([1, {"a": [math.nan]}]) == Answer((1, {"a": (-math.nan,)}))


def test_what_was_not_asked_is_not_written() -> None:
    policy = Policy().as_json()
    assert LEAST.as_json() == {"version": 1, "client": "sdk 1", "policy": policy, "decoded": {"value": "Run"}}


def test_an_answer_that_is_no_data_cannot_be_written() -> None:
    odd: Any = object()
    with pytest.raises(TypeError, match="expected JSON data, got object"):
        evolve(LEAST, encoded=Answer(odd)).as_json()


# -- the schema


def test_the_schema_in_the_package_is_that_of_this_version() -> None:
    jsonschema.Draft202012Validator.check_schema(observation_schema())
    assert FILE.read_text(encoding="utf-8") == schema_text(), "run python -m runlaws.client._schema"


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, inner in items:
        yield from _paths(inner, (*path, part))


_BADLY_TAGGED: list[Any] = [
    *({"$text": points} for points in ([55357], [-1], "x")),
    *({"$integer": text} for text in ("0x1f", "1f", 1)),
    *({"$float": text} for text in ("1.0", "one", 1.5)),
    *({"$object": pairs} for pairs in ([], [["$a", {}]], [[1, 2]], [["a"]], 1)),
    *({"$thrown": {"type": "A", "message": "", "own": own}} for own in (True, 1)),
    {"$opaque": "a"},
    {"$object": [], "a": 1},
    {"$other": 1},
]
_WRONG = st.sampled_from([None, True, 7, 0.5, "", "x", [], {}, [[]], {"value": 1}, *_BADLY_TAGGED])


@pytest.mark.slow
@given(OBSERVATIONS, st.data())
def test_what_is_read_is_what_fits_the_schema(observation: Observation, data: st.DataObject) -> None:
    written = sent(observation)
    path = data.draw(st.sampled_from([path for path in _paths(written) if path != ("version",)]))
    if path and data.draw(st.booleans()) and isinstance(path[-1], str):
        path = (*path[:-1], data.draw(st.sampled_from(["other", "thrown", "$text", "$x", "/p"])))
    wrong = data.draw(_WRONG)
    changed = replaced(written, path, wrong) if path else wrong
    try:
        Observation.from_json(changed)
    except ObservationError:
        assert not SCHEMA.is_valid(changed)
    else:
        SCHEMA.validate(changed)


_THROWN = {"type": "A", "message": "", "own": True}


@pytest.mark.parametrize(
    ("path", "wrong", "says"),
    [
        ((), [], "expected an object with a version at the top, got an array of 0"),
        ((), {}, "expected an object with a version at the top, got an object of 0"),
        ((), {"version": 1}, "expected an object with 'client' at the top, got an object of 0"),
        (("version",), 2, "expected version 1 of the form at /version, got 2 of a newer runlaws"),
        (("version",), 0, "expected version 1 of the form at /version, got 0"),
        (("version",), "1", 'expected the version of the form, 1 at /version, got "1"'),
        (("policy", "hashable"), None, "expected true or false at /policy/hashable, got null"),
        (("policy", "errors", 0), 7, "expected a text at /policy/errors/0, got 7"),
        (
            ("decoded", "thrown"),
            {"type": "A"},
            "expected an object with 'message' at /decoded/thrown, got an object of 1",
        ),
        (
            ("shown",),
            {"/a~b": {"$float": "x"}},
            'expected a number, nan or inf, as a text at /shown/~1a~0b/$float, got "x"',
        ),
        (("hashed",), [{}], "expected an array of 2 at /hashed, got an array of 1"),
        (
            ("cut_short",),
            {"==": {"type": "A", "message": "", "own": True, "ended": "no"}},
            "expected '' or 'hang' or 'exit'",
        ),
        (("itself",), "x" * 100, f'expected an object at /itself, got "{"x" * 59}…'),
        pytest.param(("itself",), 10**5000, "expected an object at /itself, got an integer of thousands", id="digits"),
        (("unknown",), 1, "expected no member but client, policy, "),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(path: tuple[Any, ...], wrong: Any, says: str) -> None:
    written = LEAST.as_json()
    changed = replaced(written, path, wrong) if path else wrong
    with pytest.raises(ObservationError) as caught:
        Observation.from_json(changed)
    assert str(caught.value).startswith(f"observation: {says}")
    assert "\n" not in str(caught.value)


# -- judged elsewhere

BY_HAND = (SPELLED, SIBLING, QUESTIONABLE, EXTENDED, INVALID, AMBIGUOUS, MALFORMED)


def _verdicts(case: Case, observation: Observation) -> list[str]:
    view = View(case, observation)
    return [f"{law.id}: {law.judge(view)}" for law in LAWS]


def _judges_as_it_did(kind: type[Honest], cases: tuple[Case, ...]) -> None:
    observer = InProcess(kind(), deadline=0.25)
    for case in cases:
        also = [(name,) for name in case.judgement.profile.shape.members if name not in (case.tree or {})]
        live = observer.observe(case, also=also)
        recorded = received(live)
        assert recorded == live
        assert _verdicts(case, recorded) == _verdicts(case, live)


@pytest.mark.parametrize("kind", HONEST)
def test_an_honest_client_is_judged_as_it_was_by_what_was_recorded(kind: type[Honest]) -> None:
    _judges_as_it_did(kind, BY_HAND)
    observer = InProcess(kind())
    for case in BY_HAND:
        SCHEMA.validate(sent(observer.observe(case)))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4) if THOROUGH else [1])
def test_every_liar_is_judged_as_it_was_by_what_was_recorded(part: int) -> None:
    """All of them with the profile `thorough`, else one of four."""
    cases = (*BY_HAND, *list(catalogue())[::1201])
    for liar in LIARS[part::4]:
        _judges_as_it_did(liar, cases)
