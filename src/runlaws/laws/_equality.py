"""Laws about when a client calls two values equal."""

from __future__ import annotations

from collections.abc import Iterator

from runlaws.case import Case, Likeness
from runlaws.client import Answer, Observation
from runlaws.document import read
from runlaws.laws._difference import differences
from runlaws.laws._law import ACCEPTABLE, law
from runlaws.values import same_json
from runlaws.verdict import Failure, Words

__all__ = ["hash_agrees", "reflexive", "significant_fields", "spelling_blind", "symmetric"]


@law(
    "equality-reflexive",
    "a value must equal itself",
    why="Otherwise it is not found in the list it stands in.",
    standings=ACCEPTABLE,
)
def reflexive(case: Case, seen: Observation) -> Iterator[Failure]:
    """And asking must not raise."""
    if seen.itself is None or seen.itself.yes:
        return
    yield Failure(
        "equality-reflexive",
        "",
        _kind(seen.itself, "not equal to itself"),
        Words("value == value"),
        _told(seen.itself),
    )


@law(
    "equality-symmetric",
    "a == b must be b == a",
    why="Otherwise the answer depends on who asks.",
    standings=ACCEPTABLE,
    twin=Likeness.DIFFERENT,
)
def symmetric(case: Case, seen: Observation) -> Iterator[Failure]:
    """Asked of two runs that differ in one member, where a value equals itself: else reflexive tells."""
    if seen.itself is None or not seen.itself.yes:
        return
    place = case.twin.pointer if case.twin else ""
    there, back = _both_ways(seen)
    if _asymmetric(there, back):
        yield Failure(
            "equality-symmetric",
            place,
            _kind(there if there.thrown else back, "one way only"),
            Words(f"a == b: {_told(there)}"),
            Words(f"b == a: {_told(back)}"),
        )


@law(
    "hash-agrees-with-equality",
    "equal values must have equal hashes",
    why="Otherwise a set holds the same run twice and a cache never hits.",
    standings=ACCEPTABLE,
    twin=Likeness.SAME,
    promise=("hashable", True),
)
def hash_agrees(case: Case, seen: Observation) -> Iterator[Failure]:
    """Of two decodings of one document and of the same data in another spelling, where they are equal."""
    if seen.hashed is None or seen.twin is None:
        return
    first, again = seen.hashed
    if first.thrown is not None:
        kind = f"raised {first.thrown.type}"
        yield Failure("hash-agrees-with-equality", "", kind, Words("hash(value)"), Words(first.thrown))
    elif _differ(first, again, seen.decoded_twice) or _differ(first, seen.twin.hashed, seen.twin.equal):
        told = Words("equal values"), Words("two different hashes")
        yield Failure("hash-agrees-with-equality", "", "hashes differ", *told)


@law(
    "equality-spelling-blind",
    "the same data in another spelling must decode to an equal value",
    why="Key order, white space and escapes are the server's whim.",
    standings=ACCEPTABLE,
    twin=Likeness.SAME,
)
def spelling_blind(case: Case, seen: Observation) -> Iterator[Failure]:
    """It must be accepted, written as the same data, and be equal where values with the same data promise to be."""
    found = _read_otherwise(seen)
    if found:
        yield from found
    elif seen.policy.equality == "value" and seen.itself is not None and seen.itself.yes:
        unequal = next((answer for answer in _both_ways(seen) if not answer.yes), None)
        if unequal is not None:
            yield _by_spelling(unequal, "not equal")


@law(
    "equality-significant-fields",
    "two values that differ in one member must not be equal",
    why="A change that does not show in equality is missed by caches, tests and pollers.",
    standings=ACCEPTABLE,
    twin=Likeness.DIFFERENT,
    promise=("equality", "value"),
)
def significant_fields(case: Case, seen: Observation) -> Iterator[Failure]:
    """Asked where equality is symmetric and the client shows, by what it writes, that it kept the difference."""
    if case.twin is None or seen.policy.omitted(case.twin.pointer):
        return
    there, back = _both_ways(seen)
    if not there.yes or _asymmetric(there, back) or not _kept_apart(seen):
        return
    kind = "absent equals null" if _is_absent_or_null(case) else "equal though different"
    if kind == "absent equals null" and seen.policy.absent_and_null == "same":
        return
    yield Failure(
        "equality-significant-fields",
        case.twin.pointer,
        kind,
        Words("two different documents"),
        Words("equal values"),
    )


def _differ(hashed: Answer, other: Answer | None, equal: Answer | None) -> bool:
    return other is not None and equal is not None and equal.yes and hashed.value != other.value


def _read_otherwise(seen: Observation) -> list[Failure]:
    """Return how a twin of the same data was not read as the same data: refused, or written back as other data."""
    mine, twin = seen.encoded, seen.twin
    if twin is None:
        return []
    if twin.decoded.thrown is not None:
        return [_by_spelling(twin.decoded, "")]
    if mine is None or twin.encoded is None or mine.thrown is not None:
        return []
    if twin.encoded.thrown is not None:
        return [_by_spelling(twin.encoded, "")]
    return [
        Failure("equality-spelling-blind", found.pointer, found.kind, found.sent, found.got)
        for found in differences(mine.value, twin.encoded.value)
    ]


def _by_spelling(answer: Answer, otherwise: str) -> Failure:
    same = Words("the same data, spelled otherwise")
    return Failure("equality-spelling-blind", "", _kind(answer, otherwise), same, _told(answer))


def _kept_apart(seen: Observation) -> bool:
    """Tell whether the client's own encodings of the two values differ; a client that does not encode is trusted."""
    mine, other = seen.encoded, seen.twin.encoded if seen.twin else None
    if mine is None or other is None:
        return True
    return mine.thrown is None and other.thrown is None and not same_json(mine.value, other.value)


def _is_absent_or_null(case: Case) -> bool:
    other = read(case.twin.document).tree if case.twin else None
    return any(d.kind in ("null made absent", "absent made null") for d in differences(case.tree, other))


def _both_ways(seen: Observation) -> tuple[Answer, Answer]:
    twin = seen.twin
    if twin is None or twin.equal is None or twin.equal_back is None:
        return Answer(), Answer()
    return twin.equal, twin.equal_back


def _asymmetric(there: Answer, back: Answer) -> bool:
    return there.thrown is not None or back.thrown is not None or there.value != back.value


def _kind(answer: Answer, otherwise: str) -> str:
    return f"raised {answer.thrown.type}" if answer.thrown is not None else otherwise


def _told(answer: Answer) -> Words:
    return Words(answer.thrown) if answer.thrown is not None else Words(answer.value)
