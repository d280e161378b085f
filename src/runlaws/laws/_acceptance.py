"""Laws about which documents a client takes, and how it says no."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from runlaws.case import Case
from runlaws.client import EVERYTHING, Observation, Outcome
from runlaws.contract import Force, Standing
from runlaws.laws._law import ACCEPTABLE, ANY, NO_CRASH, Family, Need, law
from runlaws.laws._licence import a_document, may_refuse, says_of
from runlaws.verdict import Failure, Words

__all__ = ["decodes_valid", "fails_cleanly", "never_exits", "never_hangs", "refuses_invalid", "refuses_malformed"]


@law(
    "decodes-valid",
    "a document that breaks no hard rule must be accepted",
    family=Family.ACCEPTANCE,
    why="An SDK that refuses what servers send takes its users' program down with it.",
    standings=ACCEPTABLE,
    outcomes=ANY,
)
def decodes_valid(case: Case, seen: Observation) -> Iterator[Failure]:
    """Valid and questionable documents are all on the wire; None is no value, and who may refuse must do it cleanly."""
    if seen.outcome is Outcome.REFUSED and may_refuse(case, seen.policy):
        return
    if seen.decoded.thrown is not None or seen.nothing:
        yield Failure("decodes-valid", "", how_it_went(seen), a_document(case), _got(seen))


@law(
    "refuses-malformed",
    "what is not a JSON object must be refused",
    family=Family.ACCEPTANCE,
    why="A proxy's error page or a cut connection must not come back as a run.",
    standings=frozenset({Standing.MALFORMED}),
    outcomes=NO_CRASH,
)
def refuses_malformed(case: Case, seen: Observation) -> Iterator[Failure]:
    """Empty bodies, cut ones, HTML, other JSON values; a crash is the business of fails-cleanly."""
    if seen.outcome is Outcome.REFUSED:
        return
    fault = case.judgement.violations[0]
    yield Failure(
        "refuses-malformed",
        "",
        f"accepted against {fault.rule}",
        Words(case.document[:60].decode("utf-8", "backslashreplace") or "(no bytes)"),
        Words(f"accepted, as {seen.decoded.value}"),
    )


@law(
    "refuses-invalid",
    "a client that promises to refuse invalid documents must refuse them",
    family=Family.ACCEPTANCE,
    why="Whoever relies on a strict client does not check again.",
    standings=frozenset({Standing.INVALID}),
    outcomes=NO_CRASH,
    promise=("invalid", "refuse"),
)
def refuses_invalid(case: Case, seen: Observation) -> Iterator[Failure]:
    """Those that break a hard rule; a crash is the business of fails-cleanly."""
    if seen.outcome is Outcome.REFUSED:
        return
    hard = next(violation for violation in case.judgement.violations if violation.force is Force.HARD)
    yield Failure(
        "refuses-invalid",
        hard.pointer,
        f"accepted against {hard.rule}",
        Words(f"a value that {hard.says}"),
        Words("accepted"),
    )


@law(
    "fails-cleanly",
    "a document that cannot be read must be refused with an error of the client's own",
    family=Family.ACCEPTANCE,
    why="Callers catch the errors an SDK documents; any other one passes through to the top.",
    standings=frozenset({Standing.EXTENDED, Standing.INVALID, Standing.AMBIGUOUS, Standing.MALFORMED}),
    outcomes=ANY,
)
def fails_cleanly(case: Case, seen: Observation) -> Iterator[Failure]:
    """No foreign exception, no exhausted stack, no nothing.

    Where the document must be accepted, or must be refused, another law tells what is wrong.
    """
    if seen.outcome is Outcome.REFUSED or _told_elsewhere(case, seen):
        return
    if seen.decoded.thrown is None and not seen.nothing:
        return
    own = " or ".join(error.__name__ for error in seen.policy.errors)
    sent = Words(f"{a_document(case)}, to be refused with {own} if at all")
    yield Failure("fails-cleanly", "", how_it_went(seen), sent, _got(seen))


@law(
    "never-hangs",
    "every call must come back in time",
    family=Family.ACCEPTANCE,
    why="A body that hangs a decoder stops a worker, and a few of them stop a service.",
    standings=frozenset(Standing),
    outcomes=frozenset(Outcome),
    asks=EVERYTHING,
    needs=[Need.EVEN_AN_END],
)
def never_hangs(case: Case, seen: Observation) -> Iterator[Failure]:
    """Whatever is asked: decoding, reading, comparing, copying, encoding."""
    return _cut_short("never-hangs", case, seen, "hang")


@law(
    "never-exits",
    "no call may end the process",
    family=Family.ACCEPTANCE,
    why="A library that exits takes every other request of the process with it.",
    standings=frozenset(Standing),
    outcomes=frozenset(Outcome),
    asks=EVERYTHING,
    needs=[Need.EVEN_AN_END],
)
def never_exits(case: Case, seen: Observation) -> Iterator[Failure]:
    """By SystemExit, by another exception that no `except Exception` stops, by `os._exit` or `os.abort`."""
    return _cut_short("never-exits", case, seen, "exit")


def _cut_short(law_id: str, case: Case, seen: Observation, how: Literal["hang", "exit"]) -> Iterator[Failure]:
    for what, thrown in seen.cut_short.items():
        if thrown.ended == how and _LEANS_ON.get(what) not in seen.cut_short:
            yield Failure(law_id, "", f"{what}: {thrown.type}", a_document(case), Words(thrown))


_LEANS_ON: Final = {"!=": "==", "deepcopy": "copy", "pickle": "copy"}
"""Calls that come to others unless a class says otherwise, so that one fault would be told several times."""


def _told_elsewhere(case: Case, seen: Observation) -> bool:
    if case.standing is Standing.EXTENDED:
        return seen.nothing or any(says_of(seen.policy, news) != "refuse" for news in case.judgement.news)
    if case.standing is Standing.MALFORMED:
        return seen.nothing
    return case.standing is Standing.INVALID and seen.nothing and seen.policy.invalid == "refuse"


def how_it_went(seen: Observation) -> str:
    """Return what became of a document that was not accepted, as the kind of a failure."""
    thrown = seen.decoded.thrown
    return "decoded to nothing" if thrown is None else f"{seen.outcome.value}: {thrown.type}"


def _got(seen: Observation) -> Words | None:
    return None if seen.decoded.thrown is None else Words(seen.decoded.thrown)
