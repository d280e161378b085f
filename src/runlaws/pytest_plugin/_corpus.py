"""The corpus of a session, whose cases are tried in place of the catalogue and of drawn ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from runlaws.case import Case
from runlaws.corpus import CasesOfProfile, CorpusError, as_place
from runlaws.laws import Law
from runlaws.objects import find_profile
from runlaws.pytest_plugin._settings import Settings
from runlaws.pytest_plugin._usage import Unusable
from runlaws.requirements import NotFrozen, Requirements, find_requirements

__all__ = ["CorpusCases"]


class CorpusCases:
    """The cases that are tried in place of drawn ones, each time anew, and how many of other profiles there are.

    They are those of the corpus that `--run-corpus` names, or of the revision that `--run-requirements` names.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._last: CasesOfProfile | None = None
        self.left_out: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return bool(self._settings.corpus or self._settings.requirements)

    def check(self) -> None:
        """Raise `Unusable` where there are no such requirements, or none for the profile of the session."""
        self._requirements()

    def laws_of(self, laws: Sequence[Law]) -> Sequence[Law]:
        """Return those of some laws that the client is held to."""
        requirements = self._requirements()
        return laws if requirements is None else requirements.laws_of(laws)

    def cases(self) -> Iterator[Case]:
        """Yield the cases of the session's profile; raises `CorpusError`."""
        profile, requirements = find_profile(self._settings.profile), self._requirements()
        if requirements is not None and not self._settings.corpus:
            yield from requirements.cases(profile)
            return
        try:
            self._last = CasesOfProfile(as_place(self._settings.corpus, self._settings.root), profile)
            yield from self._last
        except OSError as error:
            msg = f"{error.filename or self._settings.corpus}: {error.strerror or error}"
            raise CorpusError(msg) from error

    def _requirements(self) -> Requirements | None:
        if not self._settings.requirements:
            return None
        try:
            requirements = find_requirements(self._settings.requirements)
            requirements.check(find_profile(self._settings.profile))
        except NotFrozen as error:
            msg = f"run_requirements: {error.args[0]}"
            raise Unusable(msg) from None
        return requirements

    def lines(self) -> list[str]:
        """Return a line with the number of cases of other profiles, if there are any."""
        left_out = self.seen()
        others = ", ".join(f"{count:,} of {spec}" for spec, count in sorted(left_out.items()))
        return [f"corpus: left out {others}: --run-profile names what is tried"] if others else []

    def seen(self) -> Counter[str]:
        """Return how many cases of each other profile were left out, also in other processes."""
        return self.left_out | (self._last.left_out if self._last else Counter())
