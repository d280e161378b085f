"""What matters in a failing case, and the case without it: how two causes with one face are told apart.

What matters is what could not be put back to the simplest value without the failure going away. Where a second case
fails in the same way, and goes on to fail when all that matters in the first one is put back, it fails for another
reason: a further cause, that a report of the first one would hide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from runlaws.case import Case, Likeness
from runlaws.contract import Free, Map, News, NewsKind, Profile, Standing
from runlaws.document import read
from runlaws.search._edited import broken_rules, case_with
from runlaws.search._simplest import OPAQUE, simplest_in, simplest_like, states_of
from runlaws.trial import Reproducer
from runlaws.values import (
    ABSENT,
    Absent,
    Json,
    Path,
    at_path,
    differences,
    matches,
    overlaps,
    path_of,
    pattern,
    places,
    pointer,
    replaced,
    same_json,
    steps_of,
)
from runlaws.verdict import Failure

__all__ = ["left_without", "matter_of"]


def matter_of(case: Case) -> tuple[str, ...]:
    """Return what matters in a minimal case: the rules that it breaks, what is new in it, and places, as patterns.

    A place that matters begins with a slash. The state of the object matters where it is not the first one.
    Of what is no JSON object nothing is told apart: one reader fails on all of it. Nor is anything where the simplest
    document fails, nor between two spellings of one document, which are not made minimal.
    """
    if case.standing is Standing.MALFORMED or (case.twin and case.twin.likeness is Likeness.SAME):
        return ()
    rules = sorted(broken_rules(case))
    if case.tree is None or case.standing in OPAQUE:
        return tuple(rules)
    news = sorted({_of_news(case, news) for news in case.judgement.news})
    return (*rules, *news, *sorted(_places(case)))


def left_without(
    trial: Reproducer, failure: Failure, case: Case, matter: tuple[str, ...]
) -> tuple[Failure, Case] | None:
    """Return the same failure on the case with what matters made as simple as possible, or None if it is gone.

    It also counts as gone if the case without what matters is not a case of the same sort: then it cannot be known.
    """
    neutral = _neutral(case, matter) if matter else None
    if neutral is None:
        return None
    if neutral is case:
        return failure, case
    same = trial.same_failure(failure, neutral)
    return None if same is None else (same, neutral)


def _of_news(case: Case, news: News) -> str:
    path = path_of(case.tree or {}, news.pointer)
    return f"{news.kind} {pattern(path[:-1] if news.kind is NewsKind.UNKNOWN_MEMBER else path)}".rstrip()


def _places(case: Case) -> Iterator[str]:
    """Yield the places at which a case differs from the simplest in its state, and is neither wrong nor new."""
    judgement, tree = case.judgement, case.tree or {}
    reported = {violation.pointer for violation in judgement.violations} | {news.pointer for news in judgement.news}
    states, state = states_of(judgement.profile), judgement.profile.object.state
    if tree.get(state) in states[1:]:
        yield pattern((state,))
    for difference in differences(simplest_like(case), dict(tree)):
        if not overlaps(difference.pointer, reported):
            yield pattern(_up_to_a_map(judgement.profile, tree, difference.path))


def _up_to_a_map(profile: Profile, tree: Mapping[str, Json], path: Path) -> Path:
    """Return a path, cut at an object whose names are data, since they differ from case to case."""
    for length in range(len(path)):
        if isinstance(profile.shape_at(tree, path[:length]), Map | Free):
            return path[:length]
    return path


# -- the case without it


def _neutral(case: Case, matter: tuple[str, ...]) -> Case | None:
    """Return the case without what matters: the same case if it has none of it, None if that is not possible."""
    if case.tree is None or case.standing in OPAQUE:
        return None if broken_rules(case) & set(matter) else case
    wrong = [violation.pointer for violation in case.judgement.violations if violation.rule in matter]
    new = [news.pointer for news in case.judgement.news if _of_news(case, news) in matter]
    if _nothing_left(case, len(wrong), len(new)):
        return None
    origin = case.tree if case.origin is None else read(case.origin).tree or {}
    for tree in _without_places(case, [part for part in matter if part.startswith("/")]):
        for place in (*wrong, *new):
            tree = _put_back(tree, path_of(tree, place), origin)  # noqa: PLW2901 (put back one after the other)
        if same_json(tree, case.tree):
            return case
        changed = {name: tree.get(name, ABSENT) for name in {**tree, **case.tree}}
        changed = {name: value for name, value in changed.items() if not same_json(value, case.tree.get(name, ABSENT))}
        attempt = case_with(case, changed)
        if attempt is not None:
            return attempt
    return None


def _nothing_left(case: Case, wrong: int, new: int) -> bool:
    """Return whether everything wrong, or everything new, in a case is among what matters."""
    judgement = case.judgement
    if case.standing is Standing.EXTENDED:
        return 0 < new == len(judgement.news)
    return 0 < wrong == len(judgement.violations)


def _put_back(tree: dict[str, Json], path: Path, origin: Mapping[str, Json]) -> dict[str, Json]:
    """Return a tree in which a place, or else its top-level member, is as in the document that the tree was made of."""
    before = at_path(dict(origin), path)
    if not path or same_json(before, at_path(tree, path)):
        return tree
    with suppress(LookupError):
        return _object(replaced(tree, path, before), tree)
    return tree


def _without_places(case: Case, patterns: list[str]) -> Iterator[dict[str, Json]]:
    """Yield the tree without what matters: by parts, then by whole members, then with all that the state implies.

    The later ones change more, for documents whose members depend on each other.
    """
    profile, tree, plain = case.judgement.profile, dict(case.tree or {}), simplest_like(case)
    states, state = states_of(profile), profile.object.state
    first = simplest_in(states[0], profile)
    base, bound = plain, set[str]()
    if pattern((state,)) in patterns and tree.get(state) in states[1:]:
        base = first
        bound = {name for name in {**plain, **first} if not same_json(plain.get(name, ABSENT), first.get(name, ABSENT))}
        own = {name for name in bound if not same_json(plain.get(name, ABSENT), tree.get(name, ABSENT))} - {state}
        tree = _with(tree, first, bound - own)
    yield _parts_put_back(tree, base, patterns)
    members = {name for name in {**tree, **base} for part in patterns if matches(f"/{_first(part)}", pointer((name,)))}
    yield _with(tree, base, members)
    if bound:
        yield _with(tree, base, members | bound)


def _first(part: str) -> str:
    return part.split("/")[1]


def _with(tree: dict[str, Json], base: Mapping[str, Json], names: set[str]) -> dict[str, Json]:
    held: dict[str, Json | Absent] = {**tree, **{name: base.get(name, ABSENT) for name in names}}
    return {name: value for name, value in held.items() if value is not ABSENT}


def _parts_put_back(tree: dict[str, Json], base: dict[str, Json], patterns: list[str]) -> dict[str, Json]:
    there = {path for part in patterns for path in _matching(tree, part)}
    missing = {path for part in patterns for path in _matching(base, part)} - there
    for path in (*sorted(there, key=_order, reverse=True), *sorted(missing, key=_order)):
        with suppress(LookupError):  # an earlier step took out what it is a part of
            tree = _object(replaced(tree, path, at_path(base, path)), tree)
    return tree


def _matching(tree: dict[str, Json], part: str) -> list[Path]:
    if part.count("/") == 1 and "*" not in part:
        path = tuple(steps_of(part))
        return [path] if path[0] in tree else []
    return [path for path, _ in places(tree) if matches(part, pointer(path))]


def _order(path: Path) -> tuple[str, ...]:
    return tuple(f"{step:08}" if isinstance(step, int) else step for step in path)


def _object(tree: Json, otherwise: dict[str, Json]) -> dict[str, Json]:
    return tree if isinstance(tree, dict) else otherwise
