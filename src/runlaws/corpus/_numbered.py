"""The cases of a seed, by their numbers: each is a pure function of the recipe and its number, and no two are alike.

Random choices alone would repeat a case now and then. So the number stands in each document: in the object's own key,
or where that is not to be touched as white space behind the document, which is the same JSON.
"""

from __future__ import annotations

import functools
import string
from collections.abc import Sequence
from functools import cached_property
from typing import Final, TypeVar

from attrs import evolve, frozen

from runlaws.case import Case, LabelError, Shared, Twin
from runlaws.contract import Standing
from runlaws.corpus._errors import CorpusError
from runlaws.objects import find_profile
from runlaws_strategies import KINDS, Kind
from runlaws_strategies.build import Hashed, Plan, make, plan_of, realistic_plan

__all__ = ["Recipe"]

_T = TypeVar("_T")

_DIGITS: Final = string.digits + string.ascii_letters
_LAST: Final = 12
"""How many characters at the end of a key are the number: more numbers than anybody counts to."""
_NUMBERS: Final = len(_DIGITS) ** _LAST
_STEP: Final = 1_618_033_988_749_894_848_205
"""A number without a divisor in common with `_NUMBERS`: its multiples come each once."""
_BLANKS: Final = b" \t\n\r"
_WIDTH: Final = 20
"""How many blanks are the number."""
_UNLIKE_JSON: Final = frozenset({Standing.AMBIGUOUS, Standing.MALFORMED})
_MOST_TRIES: Final = 2000
_FAR: Final = 2**48
"""The distance between the tries of one number, beyond any number of a case."""


@frozen
class Recipe:
    """What the cases of a corpus are: their seed and profile, and which standings and states they may have.

    No standings, or no states, are all of them. Raises `UnknownProfile`.
    """

    seed: int
    profile: str = "v2"
    standings: tuple[Standing, ...] = ()
    states: tuple[str, ...] = ()
    realistic: bool = False
    """Whether all cases are valid and like recorded ones."""

    def check(self) -> None:
        """Raise an error if there are no such cases.

        That is ValueError for a state that the profile does not have, `ProfileError` if no traffic of it is known, and
        otherwise `CorpusError`.
        """
        if self.states:
            _plan(self.profile, realistic=False).as_states(self.states)
        _plan(self.profile, realistic=self.realistic)
        if self.realistic and set(self.standings) - {Standing.VALID}:
            msg = "realistic documents are all valid: leave out the other verdicts"
            raise CorpusError(msg)
        if not self._kinds:
            msg = "a document that is malformed has no state: leave out either"
            raise CorpusError(msg)

    def case(self, number: int) -> Case:
        """Return the case of a number, which no other number has."""
        for attempt in range(_MOST_TRIES):
            chooser = Hashed(self.seed, number + attempt * _FAR)
            case = make(_InStates(chooser, self.states) if self.states else chooser, self._plan, self._kinds)
            if self._fits(case):
                return _with_number(case, self._digits_of(number)) or _with_blanks(case, number)
        msg = f"no case was found that has the states {', '.join(self.states)} in {_MOST_TRIES} tries"
        raise CorpusError(msg)

    def _fits(self, case: Case) -> bool:
        if not self.states:
            return True
        return (case.shared_tree or {}).get(case.judgement.profile.object.state) in self.states

    @cached_property
    def _plan(self) -> Plan:
        return _plan(self.profile, realistic=self.realistic)

    @cached_property
    def _kinds(self) -> tuple[Kind, ...]:
        return (Kind.VALID,) if self.realistic else _kinds(self.standings, bool(self.states))

    def _digits_of(self, number: int) -> str:
        """Return digits that no other number has; those of realistic documents look like the end of a real key."""
        return _in_digits((number * _STEP + self.seed) % _NUMBERS) if self.realistic else f"{number:0{_LAST}x}"


@functools.cache
def _plan(profile: str, *, realistic: bool) -> Plan:
    return (realistic_plan if realistic else plan_of)(find_profile(profile))


@functools.cache
def _kinds(standings: tuple[Standing, ...], has_state: bool) -> tuple[Kind, ...]:
    kinds = (kind for kind in KINDS if not standings or kind.standing in standings)
    return tuple(kind for kind in kinds if not (has_state and kind.standing is Standing.MALFORMED))


@frozen
class _InStates:
    """Chooses what another chooser does, of states only those that are wanted."""

    chooser: Hashed
    states: tuple[str, ...]

    def row(self, rows: Sequence[_T]) -> _T:
        """Return one of the rows."""
        if rows and isinstance(rows[0], str) and any(row in self.states for row in rows):
            rows = [row for row in rows if row in self.states]
        return self.chooser.row(rows)

    def text(self) -> str:
        """Return some text."""
        return self.chooser.text()


def _with_number(case: Case, digits: str) -> Case | None:
    """Return a case with its number as the end of the object's key in every document of it.

    None if it has no key, or if one of the documents has it not at all, or in two places.
    """
    name, tree = case.judgement.profile.object.key, case.shared_tree or {}
    key = tree.get(name)
    if not isinstance(key, str) or len(key) <= _LAST or not key.isascii() or not key[-_LAST:].isalnum():
        return None
    renamed = f"{key[:-_LAST]}{digits}"
    old, new = key.encode(), renamed.encode()
    try:
        return Case(
            _replaced_once(case.document, old, new),
            case.judgement,
            case.made,
            _renamed(case.twin, old, new),
            _renamed(case.third, old, new),
            None if case.origin is None else _replaced_once(case.origin, old, new),
            Shared({**tree, name: renamed}),
            case.before,
        )
    except LookupError:
        return None


def _replaced_once(document: bytes, old: bytes, new: bytes) -> bytes:
    if document.count(old) != 1:
        raise LookupError(old)
    return document.replace(old, new)


def _renamed(twin: Twin | None, old: bytes, new: bytes) -> Twin | None:
    return None if twin is None else Twin(_replaced_once(twin.document, old, new), twin.likeness, twin.pointer)


def _in_digits(number: int) -> str:
    digits = ""
    while len(digits) < _LAST:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def _with_blanks(case: Case, number: int) -> Case:
    """Return a case with white space behind its document, which must not change what is wrong with it."""
    blanks = bytes(_BLANKS[number >> 2 * place & 3] for place in reversed(range(_WIDTH)))
    if case.standing not in _UNLIKE_JSON:  # white space behind an object is the same JSON: nothing to judge anew
        return evolve(case, document=case.document + blanks)
    numbered = Case.of_bytes(
        case.document + blanks,
        case.judgement.profile,
        made=case.made,
        twin=case.twin,
        third=case.third,
        origin=case.origin,
        before=case.before,
    )
    if [violation.rule for violation in numbered.judgement.violations] != [
        violation.rule for violation in case.judgement.violations
    ]:
        msg = f"a case {case.made} is another one with white space behind it: {numbered.document[:2000]!r}"
        raise LabelError(msg)
    return numbered
