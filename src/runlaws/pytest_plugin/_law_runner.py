"""Trying laws within a test: failures fail it, unless they are known, and laws that never apply skip it."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from functools import partial
from typing import Any, Final, NoReturn

import pytest

from runlaws.case import Case
from runlaws.client import Client, ClientNotFound, Policy, PolicyError
from runlaws.corpus import CorpusError
from runlaws.finding import Finding
from runlaws.grouping import grouped
from runlaws.known import accepts_nothing
from runlaws.laws import Law, check_places
from runlaws.objects import find_profile
from runlaws.observe import observer_of, surroundings_of_the_client
from runlaws.observe.pipe import PipedClient
from runlaws.pytest_plugin._catalogue import OnCatalogue, Tried, laws_to_try, outcomes_of
from runlaws.pytest_plugin._corpus import CorpusCases
from runlaws.pytest_plugin._coverage import ContractCoverage
from runlaws.pytest_plugin._failing import LastFailure
from runlaws.pytest_plugin._known import KnownFailures
from runlaws.pytest_plugin._replay import SUITE, command_for
from runlaws.pytest_plugin._saved import SavedCases
from runlaws.pytest_plugin._settings import Settings
from runlaws.pytest_plugin._usage import Unusable, end_run
from runlaws.search import Progress, is_flaky, try_cases, try_catalogue
from runlaws.trial import Memory, Trial
from runlaws.verdict import Verdict
from runlaws_strategies.build import controls

__all__ = ["LawRunner"]


class LawRunner:
    """Tries laws on clients within the running test, and keeps the failure that ends it."""

    def __init__(
        self,
        known: KnownFailures,
        saved: SavedCases,
        coverage: ContractCoverage,
        corpus: CorpusCases,
        settings: Settings,
    ) -> None:
        self.specs: dict[int, str] = {}
        """The text that named each client, by the client's `id()`."""
        self._known = known
        self._saved = saved
        self._coverage = coverage
        self._corpus = corpus
        self._settings = settings
        self._trials: dict[tuple[int, int, tuple[str, ...]], tuple[Trial, Client, Policy | None]] = {}
        self._memories: dict[int, Memory] = {}
        self._item: pytest.Item | None = None
        self._reasons: Counter[str] = Counter()
        self._last: tuple[LastFailure, ...] = ()
        self._left_out = 0
        self._asked: Trial | None = None
        self._nothing: dict[int, str] = {}
        self._catalogues: list[Tried] = []

    def run_law(self, client: Client, law: Law, case: Case, policy: Policy | None = None) -> None:
        """Fail the test when a client breaks a law on a case. See the fixture `run_law`."""
        __tracebackhide__ = True
        for verdict in self.ask(client, [law], case, policy).values():
            self._reasons[verdict.why_not] += 1

    def ask(
        self, client: Client, laws: Sequence[Law], case: Case, policy: Policy | None = None, *, note: str = ""
    ) -> Mapping[str, Verdict]:
        """Fail the test when a client breaks one of the laws on a case; return the verdicts by the id of the law.

        `note` is an extra line for the text of a failure.
        """
        __tracebackhide__ = True
        trial = self._asked = self.trial(client, laws, policy)
        self._coverage.add(trial.observer.name, case)
        verdicts: dict[str, Verdict] = {}
        for law, verdict in trial.verdicts(case):
            verdicts[law.id] = verdict
            for failure in verdict.failures:
                unknown = self._known.unknown_part(failure, case, trial)
                if unknown is not None:
                    is_plain = not self._draws_for_the_law  # another document might be none that the test asks for
                    command = self._command(client, policy)
                    self._fail([LastFailure(trial, *unknown, command, note, is_plain=is_plain)])
        return verdicts

    def run_catalogue(self, client: Client, law: Law, policy: Policy | None = None) -> None:
        """Fail the test with every cause for which a client breaks a law on the catalogue, or on the corpus.

        The catalogue is tried when the first law of a session asks for it, for all laws that have a test there.
        """
        __tracebackhide__ = True
        outcome = self._on_catalogue(client, law, policy)
        self._reasons[""] += outcome.tally.asked
        if self._corpus:  # otherwise the cases that are drawn for a law say why it is not asked
            self._reasons.update(outcome.tally.not_asked)
        if outcome.causes:
            trial, command = self.trial(client, [law], policy), self._command(client, policy)
            findings = (Finding(failure, case, client.name) for failure, case in outcome.causes)
            failures = [
                LastFailure(trial, first.failure, first.case, command, is_plain=True, rest=rest)
                for first, rest in grouped(findings)
            ]
            self._fail(failures[: self._settings.causes], left_out=len(failures) - self._settings.causes)

    def _on_catalogue(self, client: Client, law: Law, policy: Policy | None) -> OnCatalogue:
        """Return what a law says of a client on the catalogue.

        It is tried for all laws at once, but for one alone where a fixture creates a client for every test.
        """
        for tried in self._catalogues:
            if tried.client is client and tried.policy == policy and law.id in tried.outcomes:
                return tried.outcomes[law.id]
        laws = laws_to_try(self._item, is_first=not self._catalogues)
        laws = laws if law in laws else [law]
        progress = Progress(self.trial(client, laws, policy), self._known.unknown_part)
        count = partial(self._coverage.add, progress.trial.observer.name)
        if self._corpus:
            try_cases(progress, self._corpus.cases(), count)
        else:
            try_catalogue(progress, find_profile(self._settings.profile), count)
        outcomes = outcomes_of(progress)
        self._catalogues.append(Tried(client, policy, outcomes))
        return outcomes[law.id]

    @property
    def _draws_for_the_law(self) -> bool:
        """Whether the test that is running is one of the suite's, which tries any case that its law speaks of."""
        return getattr(getattr(self._item, "function", None), "__module__", "") == SUITE

    def fixture(self, name: str) -> Any:
        """Return the value of a fixture for the test that is running, whatever its scope."""
        item: Any = self._item
        return item._request.getfixturevalue(name)

    @contextlib.contextmanager
    def around(self, item: pytest.Item) -> Generator[None]:
        """Wrap one test: save the last failure, report a flaky client, and skip the test if its laws never applied."""
        __tracebackhide__ = True
        self._item, self._last, self._asked = item, (), None
        self._reasons.clear()
        try:
            with surroundings_of_the_client():
                yield
        except (ClientNotFound, PolicyError, CorpusError, Unusable) as error:
            end_run(error, item.config)
        except (Exception, pytest.fail.Exception) as error:
            if not self._last or not (is_flaky(error) or isinstance(error, pytest.fail.Exception)):
                raise
            raise pytest.fail.Exception(self._saved_text(is_flaky(error)), pytrace=False) from None
        if self._reasons and not self._reasons[""]:
            ((why_not, _),) = self._reasons.most_common(1)
            accepts_nothing = self._accept_nothing()
            if accepts_nothing:
                msg = f"this law could not be asked: {accepts_nothing}"
                raise pytest.fail.Exception(msg, pytrace=False)
            raise pytest.skip.Exception(f"not applicable: {why_not}", _use_item_location=True)

    def _accept_nothing(self) -> str:
        """Return why the client of the test accepts no valid document, or an empty text if it accepts one."""
        if self._asked is None:
            return ""
        client = id(self._asked.observer)
        if client not in self._nothing:
            self._nothing[client] = accepts_nothing(self._asked, find_profile(self._settings.profile))
        return self._nothing[client]

    def _fail(self, failures: Sequence[LastFailure], left_out: int = 0) -> NoReturn:
        __tracebackhide__ = True
        self._last, self._left_out = tuple(failures), max(left_out, 0)
        pytest.fail(failures[0].text(), pytrace=False)

    def _saved_text(self, flaky: bool) -> str:
        """Save the last failures, each with the plainest case that shows it, and return their texts."""
        failures = [failure if flaky else failure.minimal() for failure in self._last]
        for failure in failures:
            self._saved.save(failure.finding(), next(iter(self.specs.values())) if len(self.specs) == 1 else "")
        whole = self._settings.whole
        traced = [failure.with_traceback() if whole else failure for failure in failures]
        texts = [failure.text(flaky=flaky, whole=whole) for failure in traced]
        if self._left_out:
            texts.append(f"and {self._left_out} more causes: --run-causes sets how many of one law are reported")
        return "\n\n".join(texts)

    def trial(self, client: Client, laws: Sequence[Law], policy: Policy | None = None) -> Trial:
        """Return the trial of a client by some laws, the same one each time."""
        __tracebackhide__ = True
        key = id(client), id(policy), tuple(law.id for law in laws)
        if key not in self._trials:
            if not isinstance(client, PipedClient) and (self._settings.isolated or self._settings.memory):
                raise Unusable(f"--run-{'isolated' if self._settings.isolated else 'memory'}: {_NOT_APART}")
            observer = observer_of(client, policy, deadline=self._settings.deadline)
            check_places(observer.policy, find_profile(self._settings.profile))
            # The client and the policy are kept too, so that their ids are not used again.
            memory = self._memories.setdefault(id(client), Memory())
            self._trials[key] = Trial(observer, laws, controls, memory), client, policy
        return self._trials[key][0]

    def _command(self, client: Client, policy: Policy | None) -> Any:
        """Return a function from a case to the command that tries it again."""
        item = self._item
        spec = self.specs.get(id(client), "") if policy is None or policy is client.policy else ""
        return lambda case: command_for(case, item, spec)


_NOT_APART: Final = (
    "expected a client that is named with --run-client or the setting run_client, since what a fixture returns lives "
    "in this process"
)
