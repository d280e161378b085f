"""The tests of the suite that try one fixed case, without search: saved cases and known failures."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest

from runlaws.client import Client, Policy
from runlaws.known import Known, State, outcome
from runlaws.laws import LAWS, Law, UnknownLaw, find_law
from runlaws.pytest_plugin._session import Session
from runlaws.saved import Saved

__all__ = ["Fixed"]


class Fixed:
    """Tries saved cases and the witnesses of known failures."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def saved(self, saved: Saved, client: Client, policy: Policy) -> None:
        """Fail the test when a saved case still fails; of a law that this version does not have, ask all laws."""
        __tracebackhide__ = True
        laws = _laws_of(saved.law)
        covered = [
            known
            for failure in self._session.failing(client, laws, saved.case, policy)
            for known in self._session.known
            if known.covers(failure, client.name)
        ]
        if not self._session.ask(client, laws, saved.case, policy) and not covered:
            pytest.skip("not applicable: no law can be asked of the client about this case")
        if covered:
            pytest.xfail(_reason(covered[0]))

    def known(self, known: Known, client: Client, policy: Policy) -> None:
        """Expect a known failure to fail in the way that is known, whatever else it does in ways that are known."""
        __tracebackhide__ = True
        if not known.speaks_of(client.name):
            pytest.skip(f"not applicable: known of {known.client}, not of {client.name}")
        failures = self._session.failing(client, [find_law(known.law)], known.witness, policy)
        beside = [one for one in self._session.known if one.speaks_of(client.name)]
        found = outcome(known, failures, beside)
        if found.state is State.STALE:
            self._session.stale += 1
            pytest.fail(found.text, pytrace=False)
        if found.state is State.OTHER:
            self._session.ask(client, [find_law(known.law)], known.witness, policy)
        if known.expired(datetime.datetime.now(tz=datetime.UTC).date()):
            pytest.fail(known.expiry, pytrace=False)
        self._session.still_known += 1
        pytest.xfail(_reason(known))


def _laws_of(id: str) -> Sequence[Law]:
    try:
        return [find_law(id)]
    except UnknownLaw:
        return LAWS


def _reason(known: Known) -> str:
    return f"{known.reason} ({known.issue})" if known.issue else known.reason
