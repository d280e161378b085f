"""Laws about which documents a client takes, and how it says no."""

from __future__ import annotations

from collections.abc import Iterator

from runlaws.case import Case
from runlaws.client import Observation, Outcome
from runlaws.contract import Force, Standing
from runlaws.laws._law import ACCEPTABLE, law
from runlaws.verdict import Failure, Words

__all__ = ["decodes_valid", "fails_cleanly", "refuses_invalid", "refuses_malformed"]


@law(
    "decodes-valid",
    "a document that breaks no hard rule must be accepted",
    why="An SDK that refuses what servers send takes its users' program down with it.",
    standings=ACCEPTABLE,
    accepted=False,
)
def decodes_valid(case: Case, seen: Observation) -> Iterator[Failure]:
    """Valid and questionable documents are all on the wire somewhere."""
    if seen.decoded.thrown is not None:
        kind = f"{seen.outcome.value}: {seen.decoded.thrown.type}"
        yield Failure("decodes-valid", "", kind, _a_document(case), Words(seen.decoded.thrown))
    elif seen.nothing:
        yield Failure("decodes-valid", "", "decoded to nothing", _a_document(case), None)


@law(
    "refuses-malformed",
    "what is not a JSON object must be refused",
    why="A proxy's error page or a cut connection must not come back as a run.",
    standings=frozenset({Standing.MALFORMED}),
)
def refuses_malformed(case: Case, seen: Observation) -> Iterator[Failure]:
    """Empty bodies, cut ones, HTML, other JSON values."""
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
)
def refuses_invalid(case: Case, seen: Observation) -> Iterator[Failure]:
    """Asked of clients whose policy says `invalid="refuse"`."""
    if seen.policy.invalid != "refuse":
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
    accepted=False,
)
def fails_cleanly(case: Case, seen: Observation) -> Iterator[Failure]:
    """No foreign exception, no exhausted stack, no exit of the process."""
    if seen.outcome is not Outcome.CRASHED:
        return
    own = " or ".join(error.__name__ for error in seen.policy.errors)
    news = case.judgement.news if case.standing is Standing.EXTENDED else ()
    place = news[0].pointer if news else ""
    kind = f"crashed: {seen.decoded.thrown.type}" if seen.decoded.thrown else "crashed"
    sent = Words(f"{_a_document(case)}, to be refused with {own} if at all")
    yield Failure("fails-cleanly", place, kind, sent, Words(seen.decoded.thrown))


def _a_document(case: Case) -> Words:
    word = case.standing.value
    return Words(f"{'an' if word[0] in 'aeiou' else 'a'} {word} document")
