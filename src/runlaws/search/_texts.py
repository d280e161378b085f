"""Cutting the long texts of a failing case to what matters of them: few people see what is wrong with 300 letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from attrs import define

from runlaws.case import Case
from runlaws.search._edited import tried
from runlaws.search._simplest import notable
from runlaws.trial import Reproducer
from runlaws.values import Path, at_path, leaves, pointer, replaced
from runlaws.verdict import Failure

__all__ = ["with_short_texts"]

_LONG: Final = 16
"""A text with at most so many characters is left as it is. A shorter one says no more, and an empty one means more."""
_MOST_ATTEMPTS: Final = 120
"""How often a client is asked about shorter texts of one case."""
_PLAIN: Final = "x"


def with_short_texts(trial: Reproducer, failure: Failure, case: Case) -> tuple[Failure, Case]:
    """Return the same failure on the case with its long texts cut, and with plain characters in them, where it shows.

    What the contract finds wrong or new stays as it is, and so do the texts of the simplest document.
    """
    left = _MOST_ATTEMPTS
    for path, text in list(_long_texts(case)):
        cutting = _Cutting(trial, failure, case, path, text, left)
        cutting.cut()
        failure, case, left = cutting.failure, cutting.case, cutting.left
    return failure, case


def _long_texts(case: Case) -> Iterator[tuple[Path, str]]:
    tree, odd = case.tree or {}, notable(case)
    judgement = case.judgement
    reported = {*(each.pointer for each in judgement.violations), *(news.pointer for news in judgement.news)}
    for path, value in leaves({name: value for name, value in tree.items() if name in odd}):
        if isinstance(value, str) and len(value) > _LONG and pointer(path) not in reported:
            yield path, value


@define
class _Cutting:
    """One text in a failing case, cut as far as it still fails in the same way, and how many attempts are left."""

    trial: Reproducer
    failure: Failure
    case: Case
    path: Path
    text: str
    left: int

    def cut(self) -> None:
        """Cut the end, the beginning, parts of what is between, then make characters plain."""
        self._cut_an_end(lambda text, size: text[:size])
        self._cut_an_end(lambda text, size: text[-size:])
        self._cut_within()
        if not self._still_fails(_PLAIN * len(self.text)):
            for index in range(len(self.text)):
                self._still_fails(self.text[:index] + _PLAIN + self.text[index + 1 :])

    def _cut_an_end(self, part: Callable[[str, int], str]) -> None:
        """Find the shortest part of a text by halving: exact where any longer part fails, too."""
        text = self.text
        too_short, enough = 0, len(text)
        while enough - too_short > 1:
            size = (too_short + enough) // 2
            if self._still_fails(part(text, size)):
                enough = size
            else:
                too_short = size

    def _cut_within(self) -> None:
        """Leave out parts, the largest first, until no single character can be left out."""
        size = len(self.text) // 2
        while size:
            start = 0
            while start < len(self.text):
                if not self._still_fails(self.text[:start] + self.text[start + size :]):
                    start += size
            size //= 2

    def _still_fails(self, text: str) -> bool:
        """Return whether the case with another text fails in the same way; if it does, go on from there."""
        if not text or text == self.text or not self.left:
            return False
        self.left -= 1
        name = str(self.path[0])
        member = at_path(replaced(self.case.tree, self.path, text), (name,))
        self.failure, case = tried(self.trial, self.failure, self.case, {name: member})
        changed = case is not self.case
        self.case = case
        if changed:
            self.text = text
        return changed
