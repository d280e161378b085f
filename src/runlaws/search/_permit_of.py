"""Finding the setting of a policy that permits a failure, for its report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from runlaws.case import Case
from runlaws.client import Outcome
from runlaws.document import write
from runlaws.laws import ACCEPTABLE, Law, View, permit
from runlaws.trial import Trial
from runlaws.values import Json, Path, at_path, leaves, members_of, path_of, pattern, replaced
from runlaws.verdict import Failure

__all__ = ["permit_of"]

_GREATEST_INTEGER: Final = 2**31 - 1


def permit_of(trial: Trial, failure: Failure, case: Case) -> str:
    """Return the setting that permits a failure of a trial's client, as code to paste; empty if none does.

    It asks the client again, so it is meant for failures that are reported, not for all that a search meets.
    """
    law = next((law for law in trial.laws if law.id == failure.law and not law.stands_alone), None)
    if law is None:
        return ""
    return permit(
        law,
        View(case, trial.observer.observe(case, law.asks)),
        failure,
        refused_for_width=lambda where: _is_refused_for_width(trial, case, where),
        refused_for_notation=lambda: _is_refused_for_notation(trial, case),
        dropped_for_null=lambda: _is_kept_unless_null(trial, law, failure, case),
    )


def _is_kept_unless_null(trial: Trial, law: Law, failure: Failure, case: Case) -> bool:
    """Return whether a law fails no longer at a place where there is a number in place of null."""
    tree = replaced(case.tree, path_of(case.tree or {}, failure.pointer), 1)
    other = Case.of_bytes(write(members_of(tree)), case.judgement.profile)
    failures = law.judge(View(other, trial.observer.observe(other, law.asks))).failures
    return all(again.pointer != failure.pointer for again in failures)


def _is_refused_for_width(trial: Trial, case: Case, where: Collection[str]) -> bool:
    """Return whether a document is accepted with narrow numbers at some places, or at all places."""
    wide = [(path, value) for path, value in leaves(case.tree) if _is_wide(value)]
    here = [(path, value) for path, value in wide if pattern(path) in where]
    return any(_is_accepted(trial, case, some) for some in (here, wide) if some)


def _is_refused_for_notation(trial: Trial, case: Case) -> bool:
    """Return whether a document is accepted with integers that are written in digits alone."""
    tree: Json = case.tree
    for violation in case.judgement.violations:
        path = path_of(case.tree or {}, violation.pointer)
        value = at_path(case.tree, path)
        if violation.rule.endswith(".spelling") and isinstance(value, float):
            tree = replaced(tree, path, int(value))
    other = Case.of_bytes(write(members_of(tree)), case.judgement.profile)
    return trial.observer.observe(other, ()).outcome is Outcome.ACCEPTED


def _is_accepted(trial: Trial, case: Case, wide: Sequence[tuple[Path, Json]]) -> bool:
    """Return whether a document is accepted with a narrow number in place of each of some wide ones."""
    narrow: Json = case.tree
    narrowed = _narrowed([value for _, value in wide])
    for path, value in wide:
        narrow = replaced(narrow, path, narrowed[value])
    other = Case.of_bytes(write(members_of(narrow)), case.judgement.profile)
    return other.standing in ACCEPTABLE and trial.observer.observe(other, ()).outcome is Outcome.ACCEPTED


def _is_wide(value: Json) -> bool:
    return isinstance(value, int | float) and abs(value) > _GREATEST_INTEGER


def _narrowed(numbers: Iterable[Json]) -> Mapping[Json, float]:
    """Return, for each number beyond 32 bits, one within; integers keep their order, since times must."""
    integers = sorted({value for value in numbers if isinstance(value, int)})
    ranked: dict[Json, float] = {
        value: _GREATEST_INTEGER - len(integers) + rank for rank, value in enumerate(integers, 1)
    }
    return {**dict.fromkeys(numbers, 1.0), **ranked}
