"""Cases and observations by hand, for laws that are pure functions of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import evolve

from runlaws.case import Case, Likeness, Twin
from runlaws.client import Answer, Copied, Observation, Policy, ShownClass, Thrown, TwinObservation
from runlaws.contract import Standing
from runlaws.document import read, write
from runlaws.laws import LAWS, View, find_law
from runlaws.values import ABSENT, Absent, Json, at_path, places, pointer
from runlaws_strategies import simplest
from tests.edits import edited

__all__ = [
    "AMBIGUOUS",
    "EXITED",
    "EXTENDED",
    "HUNG",
    "INVALID",
    "MALFORMED",
    "NO",
    "OWN",
    "QUESTIONABLE",
    "SIBLING",
    "SPELLED",
    "VALID",
    "YES",
    "broken",
    "case_of",
    "case_with_news",
    "changed",
    "crashed",
    "crashed_with",
    "ended",
    "holding",
    "ideal",
    "red",
    "refused",
    "tree_of",
    "twin_seen",
    "why_not",
    "with_sibling",
    "with_spelling",
]


# -- cases


def tree_of(status: str = "queued", **members: Json | Absent) -> dict[str, Any]:
    """Return the simplest document of a status with other members; `ABSENT` takes one out."""
    return {name: value for name, value in {**simplest(status), **members}.items() if value is not ABSENT}


def case_of(status: str = "queued", **members: Json | Absent) -> Case:
    return Case.of_bytes(write(tree_of(status, **members)))


def case_with_news(kind: str) -> Case:
    """Return a case of an extended document by the kind of its news."""
    news: dict[str, dict[str, Any]] = {
        "unknown-member": {"brand_new": 1},
        "unknown-value": {"tool_choice": "brand_new"},
        "unknown-variant": {"tools": [{"type": "brand_new", "depth": 1}]},
    }
    case = case_of(**news[kind])
    assert [found.kind for found in case.judgement.news] == [kind]
    return case


def with_spelling(case: Case) -> Case:
    return evolve(case, twin=Twin(b" " + case.document, Likeness.SAME))


def with_sibling(case: Case, name: str, value: Json | Absent, third: Json | Absent | None = None) -> Case:
    """Return a case with a twin that differs from it in one member, and perhaps a third; `ABSENT` takes that out."""
    made = evolve(case, twin=_sibling(case, name, value))
    return made if third is None else evolve(made, third=_sibling(case, name, third))


def _sibling(case: Case, name: str, value: Json | Absent) -> Twin:
    tree = {key: item for key, item in {**(case.tree or {}), name: value}.items() if item is not ABSENT}
    return Twin(write(tree), Likeness.DIFFERENT, f"/{name}")


VALID: Final = case_of("completed")
SPELLED: Final = with_spelling(VALID)
SIBLING: Final = with_sibling(VALID, "model", "gpt-5", third="gpt-6")
QUESTIONABLE: Final = case_of(id="9b2f6a52")
EXTENDED: Final = case_with_news("unknown-member")
INVALID: Final = case_of(created_at="1700000000")
AMBIGUOUS: Final = Case.of_bytes(b"\xef\xbb\xbf" + VALID.document)
MALFORMED: Final = Case.of_bytes(b"<html>502</html>")

for _case, _standing in (
    (VALID, Standing.VALID),
    (QUESTIONABLE, Standing.QUESTIONABLE),
    (EXTENDED, Standing.EXTENDED),
    (INVALID, Standing.INVALID),
    (AMBIGUOUS, Standing.AMBIGUOUS),
    (MALFORMED, Standing.MALFORMED),
):
    assert _case.standing is _standing


def changed(case: Case, **edits: Json | Absent) -> dict[str, Any]:
    """Return the tree of a case with other members; `ABSENT` takes one out. See `edited` for deeper places."""
    return edited(case.tree or {}, {f"/{name}": value for name, value in edits.items()})


# -- observations

YES: Final = Answer(True)
NO: Final = Answer(False)
OWN: Final = Answer(thrown=Thrown("BadRun", "no", own=True))
HUNG: Final = Thrown("Hang", "no answer within 10 seconds", own=False, ended="hang")
EXITED: Final = Thrown("SystemExit", "1", own=False, ended="exit")


def crashed_with(name: str) -> Answer:
    return Answer(thrown=Thrown(name, "oh", own=False))


def ideal(case: Case, policy: Policy | None = None, **changes: Any) -> Observation:
    """Return what a client that keeps everything was seen to do with a case, with some changes."""
    return holding(case, case.tree or {}, policy, **changes)


def holding(case: Case, tree: Mapping[str, Json], policy: Policy | None = None, **changes: Any) -> Observation:
    """Return what an otherwise ideal client was seen to do whose value holds a tree that is not the document's."""
    shown, classes, types = _shown(case, tree)
    held = Answer(dict(tree))
    written = changes.get("encoded", held)
    seen = Observation(
        "by hand",
        Policy() if policy is None else policy,
        Answer("Run"),
        shown=shown,
        classes=classes,
        types=types,
        encoded=held,
        encoded_again=held,
        itself=YES,
        decoded_twice=YES,
        negated={"itself": NO, "decoded_twice": NO},
        strangers={"None": NO, "a text": NO},
        hashed=(Answer(1), Answer(1)),
        twin=_twin(case, tree) if case.twin else None,
        triangle=(NO, NO, NO) if case.third else None,
        replies=YES,
        copies={name: Copied(equal=YES, encoded=written) for name in ("copy", "deepcopy", "pickle")},
        held=held,
        disturbed={"everything": held},
        repeated={"at first": held, "at once": held},
    )
    return evolve(seen, **changes)


def _shown(case: Case, tree: Mapping[str, Json]) -> tuple[dict[str, Json], dict[str, ShownClass], dict[str, str]]:
    """Return what a value that holds a tree shows at the places of a document."""
    shown: dict[str, Json] = {}
    classes = {"": ShownClass("Run", holds=dict.fromkeys(tree, ("Part",)))} if case.tree else {}
    types: dict[str, str] = {}
    for path, sent in places(case.tree or {}):
        value = at_path(tree, path)
        if isinstance(value, dict | list):
            types[pointer(path)] = "Part" if isinstance(value, dict) else "list"
        if isinstance(value, dict | list) and isinstance(sent, dict | list) and value:
            if isinstance(value, dict):
                classes[pointer(path)] = ShownClass("Part")
        elif value is not ABSENT:
            shown[pointer(path)] = value
    return shown, classes, types


def _twin(case: Case, tree: Mapping[str, Json]) -> TwinObservation:
    assert case.twin is not None
    same = case.twin.likeness is Likeness.SAME
    equal, unequal = (YES, NO) if same else (NO, YES)
    held = tree if same else read(case.twin.document).tree
    return TwinObservation(Answer("Run"), equal, equal, unequal, Answer(1 if same else 2), Answer(held))


def twin_seen(seen: Observation, **changes: Any) -> Observation:
    """Return an observation in which something else was seen of the twin."""
    assert seen.twin is not None
    return evolve(seen, twin=evolve(seen.twin, **changes))


def refused(case: Case, policy: Policy | None = None) -> Observation:
    return _without_a_value(case, policy, OWN)


def crashed(case: Case, policy: Policy | None = None) -> Observation:
    return _without_a_value(case, policy, crashed_with("KeyError"))


def ended(case: Case, thrown: Thrown, what: str = "decode") -> Observation:
    """Return an observation in which one call hung, or would have ended the process."""
    if what != "decode":
        return ideal(case, cut_short={what: thrown})
    return evolve(_without_a_value(case, None, Answer(thrown=thrown)), cut_short={what: thrown})


def _without_a_value(case: Case, policy: Policy | None, decoded: Answer) -> Observation:
    seen = ideal(case, policy, decoded=decoded)
    return Observation(seen.client, seen.policy, seen.decoded)


# -- verdicts


def broken(law: str, case: Case, seen: Observation) -> list[tuple[str, str]]:
    """Return place and kind of every failure of a law, which must apply."""
    verdict = find_law(law).judge(View(case, seen))
    assert verdict.applies, verdict.why_not
    assert all(failure.law == law for failure in verdict.failures)
    return [(failure.pointer, failure.kind) for failure in verdict.failures]


def why_not(law: str, case: Case, seen: Observation) -> str:
    """Return why a law does not apply."""
    verdict = find_law(law).judge(View(case, seen))
    assert verdict.failures == ()
    return verdict.why_not


def red(case: Case, seen: Observation) -> list[tuple[str, str, str]]:
    """Return law, place and kind of every failure of any law."""
    found = (failure for law in LAWS for failure in law.judge(View(case, seen)).failures)
    return [(failure.law, failure.pointer, failure.kind) for failure in found]
