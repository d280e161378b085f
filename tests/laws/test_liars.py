"""The kit against clients that lie: each law is kept by the honest and broken by its liars, one defect by one law."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, Phase, find, settings

from runlaws.clients import find_client
from runlaws.laws import LAWS, Law, find_law
from runlaws.runner import check, search
from runlaws_strategies import cases_for
from tests.liars import LIARS
from tests.miniatures import Honest, Lenient

_SEARCH = settings(
    max_examples=300,
    phases=[Phase.generate],
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("liar", LIARS)
def test_a_liar_is_caught_by_its_law(liar: type[Honest]) -> None:
    law = find_law(liar.law)
    find(cases_for(law), lambda case: bool(check(liar(), [law], case)), settings=_SEARCH, random=Random(0))


@pytest.mark.parametrize("liar", LIARS)
def test_one_defect_breaks_one_law(liar: type[Honest]) -> None:
    others = [law for law in LAWS if law.id != liar.law]
    result = search(liar(), laws=others, examples=300, enumerate_first=False)
    assert [finding.failure for finding in result.findings] == []


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)
def test_every_law_has_a_liar_that_only_it_catches(law: Law) -> None:
    assert law.id in {liar.law for liar in LIARS}


@pytest.mark.parametrize("honest", [Honest(), Lenient(), find_client("reference")], ids=lambda client: client.name)
def test_an_honest_client_keeps_every_law(honest: Honest) -> None:
    assert search(honest, examples=500, enumerate_first=False).findings == ()


def test_the_reference_client_keeps_every_law_on_the_whole_catalogue() -> None:
    assert search(find_client("reference"), examples=1).findings == ()
