"""What the witness of a known failure shows today."""

from __future__ import annotations

import enum
import itertools
from collections.abc import Sequence

from attrs import frozen

from runlaws.case import Case
from runlaws.client import Outcome
from runlaws.contract import Profile
from runlaws.known._elsewhere import Elsewhere
from runlaws.known._entry import Known, place_in_words, storable, unknown_part
from runlaws.laws import UNAMBIGUOUS, find_law
from runlaws.trial import Trial
from runlaws.values import matches
from runlaws.verdict import Failure

__all__ = ["WitnessResult", "WitnessState", "accepts_nothing", "witness_result"]


class WitnessState(enum.StrEnum):
    """What the witness of a known failure shows today."""

    KNOWN = "known"
    """The client still fails on the witness in the known way."""
    STALE = "stale"
    """The client keeps the law on the witness, or fails only in ways that other entries cover."""
    ELSEWHERE = "elsewhere"
    """The client keeps the law on the witness, but fails in the known way on another document."""
    OTHER = "other"
    """The client fails on the witness in another way, which no entry covers."""
    NOT_ASKED = "not asked"
    """The client could not be asked, so that nothing shows whether the failure is fixed."""


@frozen
class WitnessResult:
    """The state of a known failure, the `others`: failures of the same law that no entry covers, and `why_not`.

    `why_not` says why the client could not be asked. `moved` is the entry with another witness, one that shows the
    failure, where its own no longer does.
    """

    known: Known
    state: WitnessState
    others: tuple[Failure, ...] = ()
    why_not: str = ""
    moved: Known | None = None

    @property
    def text(self) -> str:
        """One sentence: where the entry is written, what the witness showed, and what to do."""
        return f"{self.known.where}: {self._says()}"

    def _says(self) -> str:
        known = self.known
        if self.state is WitnessState.KNOWN:
            return f"{known} is known: {known.reason}" + (f" ({known.issue})" if known.issue else "")
        place, (first, last) = place_in_words(known.pointer, known.kind), known.lines
        if self.state is WitnessState.NOT_ASKED:
            advice = f"keep the entry, or delete lines {first} to {last} if this is intended"
            return f"whether {known} is fixed could not be asked: {self.why_not}: {advice}"
        if self.state is WitnessState.ELSEWHERE:
            advice = "`runlaws known prune CLIENT` gives the entry that document"
            return f"the client still breaks {known}, on another document than the entry has: {advice}"
        if self.state is WitnessState.STALE:
            advice = f"delete lines {first} to {last}, or run `runlaws known prune CLIENT`"
            return f"{known.law} no longer fails {place}: {advice}"
        other, *more = self.others
        others = f" and in {len(more)} other way{'s' if len(more) > 1 else ''}" if more else ""
        if storable(other.kind) == known.kind and matches(known.pointer, storable(other.pointer)):
            return f"{known.law} still fails {place}{others}, but not as this entry says: {_difference(known, other)}"
        return f"{known.law} now fails {place_in_words(other.pointer, other.kind)}{others}, and no longer {place}"


def _difference(known: Known, other: Failure) -> str:
    """Return what distinguishes a failure from a known one with the same law, place and kind."""
    cause = other.cause
    differences = [
        f"{said} {now or 'none'}, not {before or 'none'}"
        for said, now, before in (
            ("the message is", storable(cause.message), known.message),
            ("it is raised in", storable(cause.frame), known.frame),
            ("the types are", storable(cause.types), known.types),
        )
        if now != before
    ]
    return "; ".join(differences) or "something else in the document leads to it"


def witness_result(
    known: Known, trial: Trial, beside: Sequence[Known] = (), elsewhere: Elsewhere | None = None
) -> WitnessResult:
    """Return the state of a known failure, from what a client does with its witness.

    Failures of other laws are ignored, and so are those covered by `beside`, the known failures of the same client in
    the order of the file. What a client could not be asked is not fixed: a client that accepts no valid document keeps
    no law. Nor is what the client still does `elsewhere`, if that is given: one witness may stand for many places.
    """
    witness = known.witness
    verdicts = [verdict for law, verdict in trial.verdicts(witness) if law.id == known.law]
    of_law = [failure for verdict in verdicts for failure in verdict.failures]
    if any(unknown_part([known], failure, witness, trial) is None for failure in of_law):
        return WitnessResult(known, WitnessState.KNOWN)
    others = tuple(failure for failure in of_law if unknown_part(beside, failure, witness, trial) is not None)
    if others:
        return WitnessResult(known, WitnessState.OTHER, others)
    why_not = next((verdict.why_not for verdict in verdicts if verdict.why_not), "")
    if why_not and _is_settled(known, trial):
        why_not = ""
    if not why_not and not of_law:
        why_not = accepts_nothing(trial, witness.judgement.profile, witness)
    if why_not:
        return WitnessResult(known, WitnessState.NOT_ASKED, why_not=why_not)
    before = list(itertools.takewhile(lambda other: other != known, beside))  # of two that cover it, the first is kept
    shown = elsewhere.still_shown(known, trial, before) if elsewhere is not None else None
    if shown is not None:
        return WitnessResult(known, WitnessState.ELSEWHERE, moved=known.with_witness(*shown))
    return WitnessResult(known, WitnessState.STALE)


def _is_settled(known: Known, trial: Trial) -> bool:
    """Return whether a law is not asked of a witness for a reason that settles the failure.

    The policy may no longer promise what the law holds a client to, or the client may refuse the document now, and
    rightly so.
    """
    promise = find_law(known.law).promise
    if promise is not None and not trial.observer.policy.promises(*promise):
        return True
    witness = known.witness
    return witness.standing not in UNAMBIGUOUS and trial.observer.observe(witness, ()).outcome is Outcome.REFUSED


def accepts_nothing(trial: Trial, profile: Profile, first: Case | None = None) -> str:
    """Return why a client accepts neither a first case nor any valid document of ours, or an empty text if it does."""
    why_not = ""
    for case in (*([first] if first else []), *trial.controls(profile)):
        seen = trial.observer.observe(case, ())
        if seen.outcome is Outcome.ACCEPTED:
            return ""
        if case is not first:
            why_not = why_not or f"the client accepts no valid document ({seen.decoded.thrown})"
        if seen.outcome is Outcome.HUNG:  # the others would take as long
            return why_not or "the client hangs"
    return why_not
