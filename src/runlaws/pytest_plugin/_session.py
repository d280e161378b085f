"""What we know of one pytest session: clients and how they were named, known failures, saved cases, coverage."""

from __future__ import annotations

import contextlib
import shlex
import threading
from collections import Counter
from collections.abc import Generator, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, frozen

from runlaws.case import Case
from runlaws.client import Client, Policy
from runlaws.coverage import ASPECTS, Meter
from runlaws.finding import Finding
from runlaws.known import KNOWN_FILE, Known, KnownFileError, read_known
from runlaws.laws import LAWS, Law
from runlaws.objects import as_profile
from runlaws.pytest_plugin._options import many, one
from runlaws.reports import coverage_line, text_of
from runlaws.saved import Saved, SavedFileError, find_saved, read_all, write_saved
from runlaws.search import CASE_FOLDER, finding_of, is_flaky, minimal
from runlaws.trial import Trial
from runlaws.verdict import Failure, Verdict

__all__ = ["Session"]


class Session:
    """One pytest session. Made when a fixture or the suite is first used."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.folder: Path = config.invocation_params.dir
        self.profile = one(config, "run_profile")
        self.deadline = float(one(config, "run_deadline"))
        self.specs: dict[int, str] = {}
        """What clients were named by, by their `id`."""
        self.stale = 0
        self.still_known = 0
        self._trials: dict[tuple[int, int, tuple[str, ...]], Trial] = {}
        self._meters: dict[tuple[str, str], Meter] = {}
        self._threads = 0
        self._item: pytest.Item | None = None
        self._asked: Counter[str] = Counter()
        self._last: _Last | None = None

    # -- asking -------------------------------------------------------------------------------------------------------

    def run_law(self, client: Client, law: Law, case: Case, policy: Policy | None = None) -> None:
        """Fail the test when a client breaks a law on a case. See the fixture `run_law`."""
        __tracebackhide__ = True
        for verdict in self.ask(client, [law], case, policy).values():
            self._asked[verdict.why_not] += 1

    def ask(
        self, client: Client, laws: Sequence[Law], case: Case, policy: Policy | None = None, *, note: str = ""
    ) -> Mapping[str, Verdict]:
        """Fail the test when a client breaks one of some laws on a case; return what each law says of it, by its id.

        `note` is a line more for the text of a failure.
        """
        __tracebackhide__ = True
        self._meter(f"{client.name} {client.version}".rstrip(), case.judgement.profile.spec).add(case)
        found: dict[str, Verdict] = {}
        trial = self._trial(client, laws, policy)
        for law, verdict in trial.verdicts(case):
            found[law.id] = verdict
            for failure in verdict.failures:
                if not any(known.covers(failure, client.name) for known in self.known):
                    self._last = _Last(trial, failure, case, self._replay(client, policy), note)
                    pytest.fail(text_of(self._last.finding()), pytrace=False)
        return found

    def fixture(self, name: str) -> Any:
        """Return the value of a fixture for the test that is running, whatever its scope."""
        item: Any = self._item
        return item._request.getfixturevalue(name)

    def failing(self, client: Client, laws: Sequence[Law], case: Case, policy: Policy | None) -> list[Any]:
        """Return the failures of a client on a case, known ones too."""
        verdicts = self._trial(client, laws, policy).verdicts(case)
        return [failure for _, verdict in verdicts for failure in verdict.failures]

    @contextlib.contextmanager
    def asking(self, item: pytest.Item) -> Generator[None]:
        """Around one test: save what failed last, say when a client is not the same twice, skip what never applied."""
        __tracebackhide__ = True
        self._item, self._last = item, None
        self._asked.clear()
        threads = _threads()
        try:
            yield
        except (Exception, pytest.fail.Exception) as error:
            if self._last is None or not (is_flaky(error) or isinstance(error, pytest.fail.Exception)):
                raise
            raise pytest.fail.Exception(self._told(self._last, flaky=is_flaky(error)), pytrace=False) from None
        finally:
            self._threads += max(0, _threads() - threads)
        if self._asked and not self._asked[""]:
            ((why_not, _),) = self._asked.most_common(1)
            raise pytest.skip.Exception(f"not applicable: {why_not}", _use_item_location=True)

    def _trial(self, client: Client, laws: Sequence[Law], policy: Policy | None) -> Trial:
        key = id(client), id(policy), tuple(law.id for law in laws)
        trial = self._trials.get(key)
        if trial is None or trial.client is not client or trial.policy is not policy:
            trial = self._trials[key] = Trial(client, laws, policy=policy, deadline=self.deadline)
        return trial

    def _meter(self, client: str, profile: str) -> Meter:
        return self._meters.setdefault((client, profile), Meter(as_profile(profile)))

    def _replay(self, client: Client, policy: Policy | None) -> str:
        """Return the one command that tries a case again, with {} for its id.

        It is one of pytest where only a fixture knows the client.
        """
        spec = self.specs.get(id(client), "")
        if spec and (policy is None or policy is client.policy):
            return f"runlaws replay {{}} --client {shlex.quote(spec)}"
        module: Any = getattr(self._item, "module", None)
        where = "--pyargs runlaws.suite"
        if self._item is not None and hasattr(module, "test_saved") and module.__name__ != "runlaws.suite":
            where = shlex.quote(self._item.nodeid.partition("::")[0])
        return f"pytest {where} --run-replay {{}}"

    def _told(self, last: _Last, *, flaky: bool) -> str:
        """Return the text of what failed last, with the plainest case that shows it, and save that."""
        finding = last.finding() if flaky else last.minimal().finding()
        self._save(finding)
        note = "\n  note     the client did not do the same when it was asked again" if flaky else ""
        known = f"\n  known    {last.note}" if last.note else ""
        return f"{text_of(finding)}{known}{note}"

    def _save(self, finding: Finding) -> None:
        """Save a failing case for `runlaws replay`, and in the folder of saved failures where there is one."""
        spec = next(iter(self.specs.values())) if len(self.specs) == 1 else ""
        failure = finding.failure
        saved = Saved(failure.law, failure.pointer, failure.kind, finding.client, spec, finding.case)
        with contextlib.suppress(OSError):  # the failure is told all the same
            write_saved(self.folder / CASE_FOLDER, saved)
        folder = one(self.config, "run_save_failures")
        if folder:
            write_saved(self.config.rootpath / folder, saved)

    # -- what the suite is made of ------------------------------------------------------------------------------------

    @property
    def known(self) -> tuple[Known, ...]:
        """The known failures, read when they are first asked for."""
        if not hasattr(self, "_known"):
            self._known = self._read_known()
        return self._known

    def _read_known(self) -> tuple[Known, ...]:
        named = one(self.config, "run_known")
        path = self.config.rootpath / (named or KNOWN_FILE)
        if not named and not path.is_file():
            return ()
        with contextlib.suppress(ValueError):
            path = path.relative_to(Path.cwd())
        try:
            return read_known(path)
        except KnownFileError as error:
            raise pytest.Collector.CollectError(str(error)) from None
        except OSError as error:
            raise pytest.Collector.CollectError(f"{path}: {error.strerror or error}") from None

    def _saved(self) -> list[Saved]:
        """Return the cases to try before any search: those to replay, or else those that failed once."""
        replay = many(self.config, "run_replay")
        folder = one(self.config, "run_save_failures")
        try:
            if replay:
                return [find_saved(name, self.folder / CASE_FOLDER, self.profile) for name in replay]
            where = self.config.rootpath / folder
            return read_all(where) if folder and where.is_dir() else []
        except (SavedFileError, OSError) as error:
            raise pytest.Collector.CollectError(str(error)) from None

    def has_cases_for(self, test: str) -> bool:
        """Tell whether a test of the suite has anything to do in this session."""
        if test == "test_saved":
            return bool(self._saved())
        if many(self.config, "run_replay"):
            return False
        return test != "test_known" or bool(self.known)

    def parameters(self, test: str) -> Mapping[str, tuple[Sequence[Any], Sequence[str]]]:
        """Return the parameters of a test of the suite: name, values, and what each item is called."""
        if test == "test_law":
            ids = [law.id for law in LAWS]
            return {"law_id": (ids, ids)}
        if test == "test_known":
            return {"known": (self.known, [_name(known.law, known.pointer, known.kind) for known in self.known])}
        saved = self._saved()
        return {"saved": (saved, [f"{one.law or 'every-law'}-{one.case.id}" for one in saved])}

    # -- the end ------------------------------------------------------------------------------------------------------

    def take_in(self, met: Mapping[str, Any]) -> None:
        """Take in what another process of this session met."""
        for client, profile, seen, cases in met["coverage"]:
            self._meter(client, profile).add_seen(seen, cases)
        self.stale += met["stale"]
        self.still_known += met["known"]
        self._threads += met["threads"]

    def finish(self, session: pytest.Session) -> None:
        """Send what was met to the process that tells it, or fail when coverage is thin."""
        output = getattr(self.config, "workeroutput", None)
        if output is not None:
            meters = self._meters.items()
            coverage = [(client, profile, meter.seen(), meter.cases) for (client, profile), meter in meters]
            output["runlaws"] = {
                "coverage": coverage,
                "stale": self.stale,
                "known": self.still_known,
                "threads": self._threads,
            }
        elif session.exitstatus == pytest.ExitCode.OK and list(self._thin()):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _thin(self) -> Iterable[str]:
        """Yield where the cases exercised less of the contract than is asked for."""
        least = one(self.config, "run_coverage_min")
        if not least:
            return
        if not self._meters:
            yield f"no case was tried, and at least {float(least):g} % of the contract is asked for"
        for (name, _), meter in self._meters.items():
            coverage = meter.coverage()
            for aspect in ASPECTS:
                if 100 * coverage.share(aspect) < float(least):
                    missing = sorted(coverage.missing(aspect))
                    more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
                    yield (
                        f"{name}: {aspect} {_percent(coverage.share(aspect))}, less than {float(least):g} %: "
                        f"without {', '.join(missing[:3])}{more}"
                    )

    def summary(self, reporter: pytest.TerminalReporter) -> None:
        """Print how much of the contract was exercised, and what became of known failures."""
        meters = {} if many(self.config, "run_replay") else self._meters
        lines = [coverage_line(name, meter.coverage(), meter.cases) for (name, _), meter in meters.items()]
        if self.still_known or self.stale:
            lines.append(f"known failures: {self.still_known} as known, {self.stale} stale")
        if self._threads:
            lines.append(f"threads that were left running: {self._threads}")
        thin = list(self._thin())
        if lines or thin:
            reporter.section("runlaws")
            for line in lines:
                reporter.line(line)
            for line in thin:
                reporter.line(f"too thin: {line}", red=True)


@frozen
class _Last:
    """The failure that was seen last: Hypothesis ends with the simplest it has found."""

    trial: Trial
    failure: Failure
    case: Case
    replay: str
    note: str

    def minimal(self) -> _Last:
        """Return it with the plainest case that shows it."""
        failure, case = minimal(self.trial, self.failure, self.case)
        return evolve(self, failure=failure, case=case)

    def finding(self) -> Finding:
        """Return it as a finding."""
        return finding_of(self.failure, self.case, self.trial.client, replay=self.replay.format(self.case.id))


def _name(law: str, pointer: str, kind: str) -> str:
    return f"{law} {pointer or '(whole document)'} {kind}"


def _percent(share: float) -> str:
    return f"{int(100 * share)} %"


def _threads() -> int:
    return sum(thread.name != "runlaws-patrol" for thread in threading.enumerate())
