"""Pairs: any two of a case's documents that differ in one member, and what a client says of their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import frozen

from runlaws.client import Answer
from runlaws.document import read
from runlaws.laws._changes import NULLS, allowed
from runlaws.laws._view import View
from runlaws.values import ABSENT, Absent, Difference, Json, at_path, differences, path_of, same_json, within, written
from runlaws.verdict import Words

__all__ = ["Pair", "pairs"]

_LONG = 60
_KEPT = 10
"""How many characters of a long common beginning are shown."""


@frozen(slots=False)
class Pair:
    """Two documents, called by a letter each, whether their values are equal both ways, and what was written of them.

    They differ at `place`, a JSON pointer.
    """

    names: str
    documents: tuple[bytes, bytes]
    place: str
    there: Answer
    back: Answer
    encoded: tuple[Answer | None, Answer | None]

    @property
    def question(self) -> Words:
        """The question whether the first equals the second, in words."""
        return Words(f"{self.names[0]} == {self.names[1]}")

    @property
    def question_back(self) -> Words:
        """The question whether the second equals the first, in words."""
        return Words(f"{self.names[1]} == {self.names[0]}")

    @cached_property
    def _trees(self) -> tuple[Mapping[str, Json], Mapping[str, Json]]:
        first, second = (read(document).tree or {} for document in self.documents)
        return first, second

    @cached_property
    def _differences(self) -> tuple[list[Difference], list[Difference]]:
        """How the documents differ, from the first to the second and the other way round."""
        first, second = self._trees
        return list(differences(first, second)), list(differences(second, first))

    @property
    def is_null_against_absent(self) -> bool:
        """Whether the documents differ only in members that are null in one and absent in the other."""
        return all(difference.kind in NULLS for difference in self._differences[0])

    @property
    def is_kept_apart(self) -> bool:
        """Whether the client's own encodings of the two differ; a client that does not encode is trusted."""
        first, second = self.encoded
        if first is None or second is None:
            return True
        return first.thrown is None and second.thrown is None and not same_json(first.value, second.value)

    def is_declared(self, view: View) -> bool:
        """Return whether the policy says that the one may come back as the other."""
        return any(all(allowed(each, view.case, view.policy) for each in way) for way in self._differences)

    @property
    def in_words(self) -> Words:
        """What stands in the two documents where they differ, and in which part of the place if in one alone."""
        inside = [each for each in self._differences[0] if within(each.pointer, (self.place,))]
        if len(inside) == 1:
            values, part = (inside[0].sent, inside[0].got), inside[0].pointer.removeprefix(self.place)
        else:
            first, second = (at_path(tree, path_of(tree, self.place)) for tree in self._trees)
            values, part = (first, second), ""
        first_text, second_text = _apart(*values)
        return Words(f"{self.names[0]}: {first_text}, {self.names[1]}: {second_text}{part and ' at ' + part}")


def pairs(view: View) -> Iterator[Pair]:
    """Yield the pairs of a view whose values were compared both ways: of a case and its twin, then with the third."""
    case, seen = view.case, view.observation
    twin, third, met = case.twin, case.third, seen.twin
    if twin is None or met is None or met.equal is None or met.equal_back is None:
        return
    a, b = (case.document, seen.encoded), (twin.document, met.encoded)
    yield _pair("ab", a, b, twin.pointer, met.equal, met.equal_back)
    if third is not None and seen.triangle is not None and seen.triangle_back is not None:
        c = third.document, seen.third_encoded
        yield _pair("bc", b, c, third.pointer, seen.triangle[1], seen.triangle_back[1])
        yield _pair("ac", a, c, third.pointer, seen.triangle[2], seen.triangle_back[2])


def _pair(
    names: str,
    left: tuple[bytes, Answer | None],
    right: tuple[bytes, Answer | None],
    place: str,
    there: Answer,
    back: Answer,
) -> Pair:
    return Pair(names, (left[0], right[0]), place, there, back, (left[1], right[1]))


def _apart(first: object | Absent, second: object | Absent) -> tuple[str, str]:
    """Return two values as texts, without a long beginning that both have."""
    if isinstance(first, str) and isinstance(second, str):
        same = next((at for at, (x, y) in enumerate(zip(first, second, strict=False)) if x != y), len(first))
        if same > _LONG:
            first, second = (f"…{text[min(same, len(text)) - _KEPT :]}" for text in (first, second))
    left, right = (str(value) if value is ABSENT else written(value, ascii_only=True) for value in (first, second))
    return left, right
