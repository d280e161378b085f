"""Tests of the client that the fixture `run_client` returns: one for each law, known failure and saved case.

Run it directly, `pytest --pyargs runlaws.suite --run-client openai`, or import it into a test module of your own with
`from runlaws.suite import *`. Hypothesis's settings and options apply.

Saved cases and known failures come first, and need no search. With `--run-corpus` nothing is drawn: the laws are asked
of the cases of a corpus. So that it is collected quickly, this module imports
Hypothesis and nothing of ours; the plugin supplies the parameters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from runlaws.client import Client, Policy
    from runlaws.known import Known
    from runlaws.pytest_plugin._checks import RunCatalogue, RunLaw
    from runlaws.pytest_plugin._fixed import Fixed
    from runlaws.saved import Saved

__all__ = ["test_corpus", "test_known", "test_law", "test_saved"]

_SUPPRESSED = (
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.function_scoped_fixture,  # an override of run_client may be one: all examples are to share its client
)
_EXAMPLES = max(settings().max_examples // 4, 1)
"""Random cases for each law. The catalogue has been tried by then, so they are fewer than of other properties."""


def test_saved(saved: Saved, run_client: Client, run_policy: Policy, run_fixed: Fixed) -> None:
    """A case that failed before no longer fails."""
    run_fixed.saved(saved, run_client, run_policy)


def test_known(known: Known, run_client: Client, run_policy: Policy, run_fixed: Fixed) -> None:
    """A known failure still fails in the known way."""
    run_fixed.known(known, run_client, run_policy)


def test_corpus(law_id: str, run_client: Client, run_policy: Policy, run_catalogue: RunCatalogue) -> None:
    """The client keeps the law on every case of a corpus that the law applies to."""
    from runlaws.laws import find_law

    run_catalogue(run_client, find_law(law_id), run_policy)


@settings(deadline=None, suppress_health_check=_SUPPRESSED, max_examples=_EXAMPLES)
@given(data=st.data())
def test_law(
    law_id: str,
    run_client: Client,
    run_policy: Policy,
    run_profile: str,
    run_catalogue: RunCatalogue,
    run_law: RunLaw,
    data: st.DataObject,
) -> None:
    """The client keeps the law on every case that the law applies to: of the catalogue, and of random ones."""
    from runlaws.laws import find_law
    from runlaws_strategies import cases_for

    law = find_law(law_id)
    run_catalogue(run_client, law, run_policy)
    run_law(run_client, law, data.draw(cases_for(law, profile=run_profile)), run_policy)
