"""Laws about which documents a client takes, and how it says no."""

from __future__ import annotations

from collections.abc import Iterator

from runlaws.case import Case
from runlaws.client import Observation, Outcome, Policy
from runlaws.contract import Force, News, Standing
from runlaws.laws._law import ANY, NO_CRASH, UNAMBIGUOUS, law
from runlaws.verdict import Failure, Words

__all__ = ["decodes_valid", "fails_cleanly", "refuses_invalid", "refuses_malformed"]


@law(
    "decodes-valid",
    "a document that breaks no hard rule must be accepted",
    why="An SDK that refuses what servers send takes its users' program down with it.",
    standings=UNAMBIGUOUS,
    outcomes=ANY,
)
def decodes_valid(case: Case, seen: Observation) -> Iterator[Failure]:
    """Valid and questionable documents are all on the wire; a policy may say that what is new is refused."""
    if _may_refuse(case, seen.policy):
        return
    if seen.decoded.thrown is not None or seen.nothing:
        yield Failure("decodes-valid", "", _kind(case, seen), _a_document(case), _got(seen))


@law(
    "refuses-malformed",
    "what is not a JSON object must be refused",
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
    why="Callers catch the errors an SDK documents; any other one passes through to the top.",
    standings=frozenset({Standing.EXTENDED, Standing.INVALID, Standing.AMBIGUOUS, Standing.MALFORMED}),
    outcomes=ANY,
)
def fails_cleanly(case: Case, seen: Observation) -> Iterator[Failure]:
    """No foreign exception, no exhausted stack, no exit of the process, no nothing.

    Where the document must be accepted, or must be refused, another law tells what is wrong.
    """
    if seen.outcome is Outcome.REFUSED or _told_elsewhere(case, seen):
        return
    if seen.decoded.thrown is None and not seen.nothing:
        return
    own = " or ".join(error.__name__ for error in seen.policy.errors)
    sent = Words(f"{_a_document(case)}, to be refused with {own} if at all")
    yield Failure("fails-cleanly", "", _kind(case, seen), sent, _got(seen))


def _told_elsewhere(case: Case, seen: Observation) -> bool:
    if case.standing is Standing.EXTENDED:
        return not _may_refuse(case, seen.policy)
    if case.standing is Standing.MALFORMED:
        return seen.nothing
    return case.standing is Standing.INVALID and seen.nothing and seen.policy.invalid == "refuse"


def _may_refuse(case: Case, policy: Policy) -> bool:
    """Tell whether a policy lets a client refuse something that is new in a document.

    Or any client what breaks a soft rule about a type: not every language can hold a number as a declared text.
    """
    if any(violation.rule.endswith(".type") for violation in case.judgement.violations):
        return True

    def says(news: News) -> str:
        return policy.unknown_members if news.kind == "unknown-member" else policy.unknown_values

    return any(says(news) == "refuse" for news in case.judgement.news)


def _kind(case: Case, seen: Observation) -> str:
    """Return how it went, and where something is new of which kind that is: the place would make one fault many."""
    thrown = seen.decoded.thrown
    how = "decoded to nothing" if thrown is None else f"{seen.outcome.value}: {thrown.type}"
    return f"{case.judgement.news[0].kind} {how}" if case.standing is Standing.EXTENDED else how


def _got(seen: Observation) -> Words | None:
    return None if seen.decoded.thrown is None else Words(seen.decoded.thrown)


def _a_document(case: Case) -> Words:
    word = case.standing.value
    new = f", new in it {case.judgement.news[0]}" if case.standing is Standing.EXTENDED else ""
    return Words(f"{'an' if word[0] in 'aeiou' else 'a'} {word} document{new}")
