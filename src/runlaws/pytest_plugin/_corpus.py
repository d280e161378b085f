"""The corpus of a session, whose cases are tried in place of the catalogue and of drawn ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from runlaws.case import Case
from runlaws.corpus import CasesOfProfile, CorpusError, as_place
from runlaws.objects import find_profile
from runlaws.pytest_plugin._settings import Settings

__all__ = ["CorpusCases"]


class CorpusCases:
    """The cases of the corpus that `--run-corpus` names, each time anew, and how many of other profiles it has."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._last: CasesOfProfile | None = None
        self.left_out: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return bool(self._settings.corpus)

    def cases(self) -> Iterator[Case]:
        """Yield the cases of the session's profile; raises `CorpusError`."""
        profile = find_profile(self._settings.profile)
        try:
            self._last = CasesOfProfile(as_place(self._settings.corpus, self._settings.root), profile)
            yield from self._last
        except OSError as error:
            msg = f"{error.filename or self._settings.corpus}: {error.strerror or error}"
            raise CorpusError(msg) from error

    def lines(self) -> list[str]:
        """Return a line with the number of cases of other profiles, if there are any."""
        left_out = self.seen()
        others = ", ".join(f"{count:,} of {spec}" for spec, count in sorted(left_out.items()))
        return [f"corpus: left out {others}: --run-profile names what is tried"] if others else []

    def seen(self) -> Counter[str]:
        """Return how many cases of each other profile were left out, also in other processes."""
        return self.left_out | (self._last.left_out if self._last else Counter())
