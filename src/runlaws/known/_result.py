"""What the witness of a known failure shows today."""

from __future__ import annotations

import enum
from collections.abc import Sequence

from attrs import frozen

from runlaws.case import Case
from runlaws.client import Outcome
from runlaws.contract import Profile
from runlaws.known._entry import Known, place_in_words, unknown_part
from runlaws.laws import UNAMBIGUOUS, find_law
from runlaws.trial import Trial
from runlaws.verdict import Failure

__all__ = ["WitnessResult", "WitnessState", "accepts_nothing", "witness_result"]


class WitnessState(enum.StrEnum):
    """What the witness of a known failure shows today."""

    KNOWN = "known"
    """The client still fails on the witness in the known way."""
    STALE = "stale"
    """The client keeps the law on the witness, or fails only in ways that other entries cover."""
    OTHER = "other"
    """The client fails on the witness in another way, which no entry covers."""
    NOT_ASKED = "not asked"
    """The client could not be asked, so that nothing shows whether the failure is fixed."""


@frozen
class WitnessResult:
    """The state of a known failure, the `others`: failures of the same law that no entry covers, and `why_not`.

    `why_not` says why the client could not be asked.
    """

    known: Known
    state: WitnessState
    others: tuple[Failure, ...] = ()
    why_not: str = ""

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
        if self.state is WitnessState.STALE:
            advice = f"delete lines {first} to {last}, or run `runlaws known prune CLIENT`"
            return f"{known.law} no longer fails {place}: {advice}"
        first_other, *more = self.others
        now = place_in_words(first_other.pointer, first_other.kind)
        others = f" and in {len(more)} other way{'s' if len(more) > 1 else ''}" if more else ""
        return f"{known.law} now fails {now}{others}, and no longer {place}"


def witness_result(known: Known, trial: Trial, beside: Sequence[Known] = ()) -> WitnessResult:
    """Return the state of a known failure, from what a client does with its witness.

    Failures of other laws are ignored, and so are those covered by `beside`, the other known failures of the same
    client. What a client could not be asked is not fixed: a client that accepts no valid document keeps no law.
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
    return WitnessResult(known, WitnessState.NOT_ASKED if why_not else WitnessState.STALE, why_not=why_not)


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
