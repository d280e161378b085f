"""The search over answers that are in a file: what fuzz does, with what is not answered guessed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import define, field, frozen

from runlaws.case import Case
from runlaws.finding import SearchResult
from runlaws.laws import Law
from runlaws.observe import Observer
from runlaws.observe.pipe import Offline, OfflineClient
from runlaws.offline._files import Sheet
from runlaws.search import search
from runlaws.trial import Controls, Layer, Trial
from runlaws.values import at_path, path_of, same_json
from runlaws.verdict import Failure, Verdict, Words

__all__ = ["Judged", "judged"]


@frozen
class Judged:
    """What was found in the answers, and what they leave open."""

    result: SearchResult
    cases: int
    """How many cases wait for an answer."""
    requests: int
    """How many requests there are to be answered next."""


@define
class _Guessing(Trial):
    """A trial of a client that may not have answered yet.

    One that is `hopeful` takes what fails to go on to fail where it is not answered otherwise, so that all that comes
    next when it does is put on the list at once.
    """

    is_live: bool = False
    hopeful: bool = False
    waiting: int = field(init=False, default=0)
    """How many cases wait for an answer."""

    def verdicts(self, case: Case, layer: Layer | None = None) -> list[tuple[Law, Verdict]]:
        """Return each law with its verdict on what the client has done with a case."""
        before = self._guesses
        verdicts = Trial.verdicts(self, case, layer)
        self.waiting += self._guesses > before
        return verdicts

    def same_failure(self, failure: Failure, case: Case) -> Failure | None:
        """Return the failure with the same cause on another case, if the client has answered; else what is likely."""
        before = self._guesses
        same = Trial.same_failure(self, failure, case)
        if same is None and self.hopeful and self._guesses > before and _still_has_it(failure, case):
            return failure
        return same

    @property
    def _guesses(self) -> int:
        return self.observer.guesses if isinstance(self.observer, Offline) else 0


def judged(sheet: Sheet, **how: Any) -> Judged:
    """Return what a search finds in the answers of a sheet, on whose list is then what is to be asked next.

    `how` has the settings of `search`. Raises `WorkerError` where the answers are none of the protocol.
    """
    where = f"{sheet.path}, line {sheet.hello_line}"
    client = OfflineClient.of(sheet.hello, sheet, spec=where, profile=sheet.requests.profile)
    settings: dict[str, Any] = {"profile": sheet.requests.profile, **how}
    trials = _Trials()
    result = search(client, trial_of=trials.another, **settings)
    if sheet.asked and result.findings:
        search(client, trial_of=_Trials(hopeful=True).another, **settings)
    return Judged(result, sum(trial.waiting for trial in trials.all), len(sheet.asked))


@define
class _Trials:
    """The trials of one search: each part of it has its own."""

    hopeful: bool = False
    all: list[_Guessing] = field(init=False, factory=list)

    def another(self, observer: Observer, laws: Sequence[Law], controls: Controls) -> Trial:
        """Return a new trial."""
        self.all.append(_Guessing(observer, laws, controls, hopeful=self.hopeful))
        return self.all[-1]


def _still_has_it(failure: Failure, case: Case) -> bool:
    """Return whether a case has, where a failure showed, what was sent there."""
    if case.tree is None or isinstance(failure.sent, Words):
        return True
    try:
        value = at_path(case.tree, path_of(case.tree, failure.pointer))
    except LookupError:
        return False
    return isinstance(value, str | int | float | dict | list | None) and same_json(value, failure.sent)
