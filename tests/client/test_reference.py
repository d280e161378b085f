"""The reference client: strict, lossless, for every profile."""

from __future__ import annotations

import pytest

from runlaws.adapters.reference import InvalidDocument, client
from runlaws.case import Case
from runlaws.document import write
from runlaws.objects import PROFILES
from runlaws.objects.run import Run
from runlaws.values import ABSENT
from runlaws_strategies import simplest
from tests.laws.observed import AMBIGUOUS, EXTENDED, INVALID, MALFORMED, QUESTIONABLE, VALID


@pytest.mark.parametrize("case", [VALID, QUESTIONABLE, EXTENDED])
def test_what_breaks_no_hard_rule_comes_back_byte_by_byte(case: Case) -> None:
    run = client().decode(case.document)
    assert isinstance(run, Run)
    assert client().encode(run) == case.document


@pytest.mark.parametrize("case", [INVALID, AMBIGUOUS, MALFORMED])
def test_the_rest_is_refused_with_the_rule_that_it_breaks(case: Case) -> None:
    with pytest.raises(InvalidDocument, match=case.judgement.violations[0].rule):
        client().decode(case.document)


@pytest.mark.parametrize("name", PROFILES)
def test_there_is_one_for_every_profile(name: str) -> None:
    made = client(name)
    document = write(simplest("completed", profile=name))
    assert made.encode(made.decode(document)) == document


def test_it_shows_what_it_has_no_attribute_for() -> None:
    run = client().decode(EXTENDED.document)
    assert client().read(run, ("brand_new",)) == 1
    assert client().read(run, ("brand_old",)) is ABSENT
    assert client().read(run, ("usage", "total_tokens")) is ABSENT
    assert client().read(run, ("usage",)) is None
