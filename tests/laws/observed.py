"""Cases and observations by hand, for laws that are pure functions of them."""

from __future__ import annotations

from typing import Any, Final

from attrs import evolve

from runlaws.case import Case, Likeness, Twin
from runlaws.client import Answer, Observation, Policy, Thrown, TwinObservation
from runlaws.contract import Standing
from runlaws.document import read, write
from runlaws.laws import find_law
from runlaws.values import ABSENT, Json
from runlaws_strategies import simplest

__all__ = [
    "AMBIGUOUS",
    "EXTENDED",
    "INVALID",
    "MALFORMED",
    "NO",
    "OWN",
    "QUESTIONABLE",
    "VALID",
    "YES",
    "broken",
    "case_of",
    "case_with_news",
    "crashed",
    "crashed_with",
    "ideal",
    "refused",
    "tree_of",
    "why_not",
    "with_sibling",
    "with_spelling",
]


def tree_of(status: str = "queued", **members: Json) -> dict[str, Any]:
    """Return the simplest document of a status with other members; `ABSENT` takes one out."""
    return {name: value for name, value in {**simplest(status), **members}.items() if value is not ABSENT}


def case_of(status: str = "queued", **members: Json) -> Case:
    return Case.of_bytes(write(tree_of(status, **members)))


def case_with_news(kind: str) -> Case:
    """Return a case of an extended document by the kind of its news."""
    news: dict[str, dict[str, Json]] = {
        "unknown-member": {"brand_new": 1},
        "unknown-value": {"tool_choice": "brand_new"},
        "unknown-variant": {"tools": [{"type": "brand_new"}]},
    }
    case = case_of(**news[kind])
    assert [found.kind for found in case.judgement.news] == [kind]
    return case


def with_spelling(case: Case) -> Case:
    return evolve(case, twin=Twin(b" " + case.document, Likeness.SAME))


def with_sibling(case: Case, name: str, value: Json) -> Case:
    """Return a case with a twin that differs from it in one member; `ABSENT` takes that out."""
    tree = {key: item for key, item in {**(case.tree or {}), name: value}.items() if item is not ABSENT}
    return evolve(case, twin=Twin(write(tree), Likeness.DIFFERENT, f"/{name}"))


VALID: Final = case_of("completed")
QUESTIONABLE: Final = case_of(id="9b2f6a52")
EXTENDED: Final = case_with_news("unknown-member")
INVALID: Final = case_of(created_at="1700000000")
AMBIGUOUS: Final = Case.of_bytes(b"\xef\xbb\xbf" + VALID.document)
MALFORMED: Final = Case.of_bytes(b"<html>502</html>")

YES: Final = Answer(True)
NO: Final = Answer(False)
OWN: Final = Answer(thrown=Thrown("BadRun", "no", own=True))


def ideal(case: Case, policy: Policy | None = None, **changes: Any) -> Observation:
    """Return what a client that keeps everything was seen to do with a case, with some changes."""
    tree = Answer(case.tree)
    seen = Observation(
        "by hand",
        Policy() if policy is None else policy,
        Answer("Run"),
        encoded=tree,
        encoded_again=tree,
        itself=YES,
        hashed=(Answer(1), Answer(1)),
        decoded_twice=YES,
        twin=_ideal_twin(case.twin) if case.twin else None,
    )
    return evolve(seen, **changes)


def _ideal_twin(twin: Twin) -> TwinObservation:
    same = twin.likeness is Likeness.SAME
    equal = YES if same else NO
    return TwinObservation(Answer("Run"), equal, equal, Answer(1 if same else 2), Answer(read(twin.document).tree))


def refused(case: Case, policy: Policy | None = None) -> Observation:
    return _without_a_value(case, policy, OWN)


def crashed(case: Case, policy: Policy | None = None) -> Observation:
    return _without_a_value(case, policy, crashed_with("KeyError"))


def crashed_with(name: str) -> Answer:
    return Answer(thrown=Thrown(name, "oh", own=False))


def _without_a_value(case: Case, policy: Policy | None, decoded: Answer) -> Observation:
    seen = ideal(case, policy, decoded=decoded)
    return Observation(seen.client, seen.policy, seen.decoded)


def broken(law: str, case: Case, seen: Observation) -> list[tuple[str, str]]:
    """Return place and kind of every failure of a law, which must apply."""
    verdict = find_law(law).judge(case, seen)
    assert verdict.applies, verdict.why_not
    assert all(failure.law == law for failure in verdict.failures)
    return [(failure.pointer, failure.kind) for failure in verdict.failures]


def why_not(law: str, case: Case, seen: Observation) -> str:
    """Return why a law does not apply."""
    verdict = find_law(law).judge(case, seen)
    assert verdict.failures == ()
    return verdict.why_not


for _case, _standing in (
    (VALID, Standing.VALID),
    (QUESTIONABLE, Standing.QUESTIONABLE),
    (EXTENDED, Standing.EXTENDED),
    (INVALID, Standing.INVALID),
    (AMBIGUOUS, Standing.AMBIGUOUS),
    (MALFORMED, Standing.MALFORMED),
):
    assert _case.standing is _standing
