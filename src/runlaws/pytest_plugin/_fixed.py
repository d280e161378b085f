"""The tests of the suite that try one fixed case, without a search: saved cases and known failures."""

from __future__ import annotations

import datetime

import pytest

from runlaws.client import Client, Policy
from runlaws.known import Elsewhere, Known, WitnessState, witness_result
from runlaws.laws import LAWS, find_law
from runlaws.pytest_plugin._known import KnownFailures
from runlaws.pytest_plugin._law_runner import LawRunner
from runlaws.saved import Saved

__all__ = ["Fixed"]


class Fixed:
    """Tries saved cases and the witnesses of known failures."""

    def __init__(self, runner: LawRunner, known: KnownFailures) -> None:
        self._runner = runner
        self._known = known
        self._elsewhere: dict[int, Elsewhere] = {}
        """By the client's `id()`."""

    def saved(self, saved: Saved, client: Client, policy: Policy) -> None:
        """Fail the test when a saved case still fails; if this version lacks its law, try all laws."""
        __tracebackhide__ = True
        laws = [find_law(saved.law)] if saved.law_known else LAWS
        verdicts = self._runner.ask(client, laws, saved.case, policy)
        for failure in (failure for verdict in verdicts.values() for failure in verdict.failures):
            known = self._known.looking_like(failure, client.name)
            pytest.xfail(_reason(known) if known else "")
        if not any(verdict.applies for verdict in verdicts.values()):
            pytest.skip(f"not applicable: {next(iter(verdicts.values())).why_not}")

    def known(self, known: Known, client: Client, policy: Policy) -> None:
        """Expect a known failure to fail in the known way; other entries may cover further failures."""
        __tracebackhide__ = True
        if not known.speaks_of(client.name):
            pytest.skip(f"not applicable: known of {known.client}, not of {client.name}")
        trial = self._runner.trial(client, [find_law(known.law)], policy)
        entries = [entry for entry in self._known.entries if entry.speaks_of(client.name)]
        elsewhere = self._elsewhere.setdefault(id(client), Elsewhere())
        now = witness_result(known, trial, entries, elsewhere)
        if now.state in (WitnessState.STALE, WitnessState.ELSEWHERE):
            self._known.stale += 1
            pytest.fail(now.text, pytrace=False)
        if now.state is WitnessState.NOT_ASKED:
            self._known.unasked += 1
            pytest.fail(now.text, pytrace=False)
        if now.state is WitnessState.OTHER:
            self._runner.ask(client, [find_law(known.law)], known.witness, policy, note=now.text)
        if known.expired(datetime.datetime.now(tz=datetime.UTC).date()):
            pytest.fail(known.expiry, pytrace=False)
        self._known.as_known += 1
        pytest.xfail(_reason(known))


def _reason(known: Known) -> str:
    return f"{known.reason} ({known.issue})" if known.issue else known.reason
