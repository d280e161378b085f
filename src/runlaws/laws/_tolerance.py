"""Laws about documents that hold something new: a client takes it or refuses it, as its policy says."""

from __future__ import annotations

from collections.abc import Iterator

from runlaws.case import Case
from runlaws.client import Observation, Outcome
from runlaws.contract import NewsKind, Standing
from runlaws.laws._acceptance import how_it_went
from runlaws.laws._law import ANY, Family, law
from runlaws.laws._licence import a_document, may_refuse, says_of
from runlaws.verdict import Failure, Words

__all__ = ["unknown_members", "unknown_values", "unknown_variants"]

_EXTENDED = frozenset({Standing.EXTENDED})


@law(
    "tolerates-unknown-members",
    "a member that a client does not know must be taken, or refused where the policy says so",
    family=Family.TOLERANCE,
    why="Servers add members without a new version; a client that stops then stops for everybody.",
    standings=_EXTENDED,
    outcomes=ANY,
    news=NewsKind.UNKNOWN_MEMBER,
)
def unknown_members(case: Case, seen: Observation) -> Iterator[Failure]:
    """At the top and in every part of a run."""
    return _tolerates("tolerates-unknown-members", NewsKind.UNKNOWN_MEMBER, case, seen)


@law(
    "tolerates-unknown-values",
    "a new value of an enum must be taken, or refused where the policy says so",
    family=Family.TOLERANCE,
    why="`incomplete` was on the wire before it was in the specification.",
    standings=_EXTENDED,
    outcomes=ANY,
    news=NewsKind.UNKNOWN_VALUE,
)
def unknown_values(case: Case, seen: Observation) -> Iterator[Failure]:
    """A status, a code, a reason, a ranker that nobody has heard of."""
    return _tolerates("tolerates-unknown-values", NewsKind.UNKNOWN_VALUE, case, seen)


@law(
    "tolerates-unknown-variants",
    "a new type of tool, action, choice or format must be taken, or refused where the policy says so",
    family=Family.TOLERANCE,
    why="One tool that is new in a list must not cost the caller the whole run.",
    standings=_EXTENDED,
    outcomes=ANY,
    news=NewsKind.UNKNOWN_VARIANT,
)
def unknown_variants(case: Case, seen: Observation) -> Iterator[Failure]:
    """An object with a tag that nobody has heard of, with members of its own."""
    return _tolerates("tolerates-unknown-variants", NewsKind.UNKNOWN_VARIANT, case, seen)


def _tolerates(law_id: str, kind: str, case: Case, seen: Observation) -> Iterator[Failure]:
    """Yield how the news of a kind was not met as promised; a crash where it may be refused is fails-cleanly's."""
    news = next(found for found in case.judgement.news if found.kind == kind)
    thrown = seen.decoded.thrown
    if says_of(seen.policy, news) == "refuse":
        if thrown is None:
            promised = Words(f"{a_document(case)}, which the client promises to refuse")
            yield Failure(law_id, news.pointer, "accepted though promised to refuse", promised, Words("accepted"))
    elif seen.outcome is Outcome.REFUSED and may_refuse(case, seen.policy):
        return  # for something else in it
    elif thrown is not None or seen.nothing:
        got = None if thrown is None else Words(thrown)
        yield Failure(law_id, news.pointer, how_it_went(seen), a_document(case), got)
