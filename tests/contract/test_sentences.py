"""Every member of a run has a sentence of its own, and each is found by the path of a member."""

from __future__ import annotations

import itertools
import typing
from collections.abc import Iterator

import attrs
import pytest

from runlaws.contract import Either, Items, Map, Record, Shape, Tagged
from runlaws.objects import PROFILES
from runlaws.objects.run import Run
from runlaws.objects.run.sentences import SENTENCES
from runlaws.values import Path

RUN = PROFILES["v2"].object


def places_of_shape(shape: Shape, place: str) -> Iterator[str]:
    """Yield the place of every member in a shape."""
    if isinstance(shape, Either):
        shape = shape.object
    if isinstance(shape, Tagged):
        yield f"{place}.{shape.tag}"
    if isinstance(shape, Items | Map):
        inner, mark = (shape.item, "[]") if isinstance(shape, Items) else (shape.value, "{}")
        yield from places_of_shape(inner, f"{place}{mark}")
    for record in shape.variants.values() if isinstance(shape, Tagged) else [shape]:
        for name, member in record.members.items() if isinstance(record, Record) else ():
            at = f"{place}.{name}" if place else name
            yield at
            yield from places_of_shape(member.shape, at)


def places_of_model(kind: object, place: str) -> Iterator[str]:
    """Yield the place of every attribute in a class of the model, and in those of its parts."""
    if isinstance(kind, type) and attrs.has(kind):
        for name, hint in typing.get_type_hints(kind).items():
            if name != "extra":
                at = f"{place}.{name}" if place else name
                yield at
                yield from places_of_model(hint, at)
    mark = "[]" if typing.get_origin(kind) is tuple else ""
    for part in typing.get_args(kind):
        yield from places_of_model(part, f"{place}{mark}")


@pytest.mark.parametrize("profile", PROFILES)
def test_every_member_of_a_profile_has_a_sentence(profile: str) -> None:
    assert not set(places_of_shape(PROFILES[profile].shape, "")) - SENTENCES.keys()


def test_every_attribute_of_the_model_has_a_sentence() -> None:
    places = set(places_of_model(Run, ""))
    assert "tools[].file_search.ranking_options.ranker" in places
    assert not places - SENTENCES.keys()


def test_no_sentence_speaks_of_what_is_not_there() -> None:
    known = set(itertools.chain(*(places_of_shape(profile.shape, "") for profile in PROFILES.values())))
    inside = {place for place in SENTENCES if place.endswith(("[]", "{}"))}
    assert set(SENTENCES) - known - inside == set()


@pytest.mark.parametrize("place", [place for place in SENTENCES if place.endswith("_at")])
def test_the_sentence_of_a_time_has_its_unit(place: str) -> None:
    assert "in seconds since the epoch" in SENTENCES[place]


def test_a_sentence_is_one_plain_line() -> None:
    for place, says in SENTENCES.items():
        assert says
        assert "\n" not in says
        assert not says.endswith("."), place
        assert says[0].islower(), place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("usage", "total_tokens"), "usage.total_tokens"),
        (("tools", 3, "function", "name"), "tools[].function.name"),
        (("metadata", "k"), "metadata{}"),
        (("metadata",), "metadata"),
        (("file_ids", 0), "file_ids[]"),
    ],
)
def test_a_sentence_is_found_by_the_path_of_a_member(path: Path, place: str) -> None:
    assert RUN.sentence_at(path) == SENTENCES[place]


@pytest.mark.parametrize("path", [(), ("brand_new",), ("metadata", "k", "below"), ("tools", 0, "function", "new")])
def test_a_place_that_nothing_is_known_of_has_none(path: Path) -> None:
    assert RUN.sentence_at(path) == ""
