"""Findings that a client shows only after other documents: what they depend on is said, and kept with their case."""

from __future__ import annotations

import contextlib
from collections.abc import Hashable, Iterator, Mapping, Sequence
from types import NoneType
from typing import Final

from attrs import define, evolve, field, frozen

from runlaws.case import Case
from runlaws.document import write
from runlaws.laws import Law, View, decoding_is_repeatable
from runlaws.observe import Observer, begun_anew
from runlaws.search._searcher import Apart, Searcher
from runlaws.values import Absent, members_of, path_of, replaced
from runlaws.verdict import Cause, Failure
from runlaws_strategies.build import controls

__all__ = ["Afresh", "checked_afresh"]

_VALUES: Final = (str, int, float, dict, list, NoneType, Absent)

_MOST_KNOWN: Final = 3
"""How many known documents may be what a client has to see first."""
_MOST_IN_VAIN: Final = 60
"""How many documents are tried in vain, for all findings together."""


@frozen
class Afresh:
    """Causes as they show in a new process, and the known failures that some of them turned out to be."""

    causes: Sequence[Apart]
    known: frozenset[Hashable] = frozenset()


def checked_afresh(apart: Sequence[Apart], searcher: Searcher) -> Afresh:
    """Return causes as they show in a process that has been asked nothing else, where a client can have another one.

    A client that remembers goes wrong with a document for what it was asked long before, each time that it is asked.
    That is the doing of decoding-is-repeatable, with the other document; or, if what comes first stays, it is told by
    the same law, and the case has the other document. What no known document brings about stays as it was; but that a
    client is not repeatable is said by what shows it to anybody, if there is such.
    """
    settings = searcher.settings
    if not settings.anew or not begun_anew(searcher.observer):
        return Afresh(apart)
    checked = _Checked(searcher.observer, {law.id: law for law in settings.laws})
    trial = searcher.trial()
    causes: list[Apart] = []
    for cause in apart:
        there = checked.of(cause)
        is_told = there.failure.cause in {each.failure.cause for each in causes}
        if there is cause or not (is_told or settings.less_known(there.failure, there.case, trial) is None):
            causes.append(there)
    varying = [each for each in causes if each.failure.law == decoding_is_repeatable.id]
    in_vain = [each for each in varying if each.failure.cause not in checked.shown]
    left = causes if varying == in_vain else [each for each in causes if each not in in_vain]
    return Afresh(left, frozenset(trial.memory.known))


@define
class _Checked:
    observer: Observer
    laws: Mapping[str, Law]
    shown: set[Cause] = field(init=False, factory=set)
    """Those that showed in a new process."""
    _in_vain: int = field(init=False, default=0)

    def of(self, cause: Apart) -> Apart:
        """Return a cause as it shows in a new process, or as it was if it does not."""
        there = self._in_a_new_process(cause)
        if there is not None:
            self.shown.add(there.failure.cause)
        return there or cause

    def _in_a_new_process(self, cause: Apart) -> Apart | None:
        law = self.laws.get(cause.failure.law)
        case = evolve(cause.case, before=cause.failure.before or cause.case.before)
        if law is None or law.ending or self._shows(law, case):
            return cause
        for first in self._others(cause):
            if self._in_vain >= _MOST_IN_VAIN:
                break
            after = evolve(cause.case, before=(first,))
            if decoding_is_repeatable.id in self.laws:
                for failure in self._failures(decoding_is_repeatable, after):
                    return Apart(failure, after, "")
            if self._shows(law, cause.case, first):
                return Apart(evolve(cause.failure, before=(first,)), after, cause.permit)
            self._in_vain += 1
        return None

    def _shows(self, law: Law, case: Case, *first: bytes) -> bool:
        """Return whether a law is broken by a case in a new process, that is asked about some documents first."""
        return bool(self._failures(law, case, *first))

    def _failures(self, law: Law, case: Case, *first: bytes) -> Sequence[Failure]:
        begun_anew(self.observer)
        for document in first:
            self.observer.observe(Case.of_bytes(document, case.judgement.profile), frozenset())
        return law.judge(View(case, self.observer.observe(case, law.asks))).failures

    def _others(self, cause: Apart) -> Iterator[bytes]:
        """Yield documents that a client may have seen: one in which what was got stood where it is, and known ones."""
        case, got = cause.case, cause.failure.got
        path = path_of(case.tree or {}, cause.failure.pointer)
        if path and isinstance(got, _VALUES):
            with contextlib.suppress(LookupError):  # it is in no part of the document
                yield write(members_of(replaced(dict(case.tree or {}), path, got)))
        for known in controls(case.judgement.profile)[:_MOST_KNOWN]:
            if known.document != case.document:
                yield known.document
