"""Laws about documents that hold something new: a client accepts it or refuses it, as its policy says."""

from __future__ import annotations

from collections.abc import Iterator

from runlaws.contract import NewsKind, Standing
from runlaws.laws._law import ANY, Broken, Family, law
from runlaws.laws._severity import Severity
from runlaws.laws._view import View
from runlaws.verdict import Words

__all__ = ["unknown_members", "unknown_values", "unknown_variants"]

_EXTENDED = frozenset({Standing.EXTENDED})


@law(
    "tolerates-unknown-members",
    "an unknown member must be accepted, or refused where the policy says so",
    family=Family.TOLERANCE,
    severity=Severity.REFUSAL,
    why="Servers add members without a new version; a client that fails on one fails for all its users.",
    standings=_EXTENDED,
    outcomes=ANY,
    news=NewsKind.UNKNOWN_MEMBER,
    holds_to=("unknown_members",),
)
def unknown_members(view: View) -> Iterator[Broken]:
    """At the top of a run and in every part of it."""
    return _tolerates(view, NewsKind.UNKNOWN_MEMBER)


@law(
    "tolerates-unknown-values",
    "an unknown value of an enum must be accepted, or refused where the policy says so",
    family=Family.TOLERANCE,
    severity=Severity.REFUSAL,
    why="`incomplete` was on the wire before it was in the specification.",
    standings=_EXTENDED,
    outcomes=ANY,
    news=NewsKind.UNKNOWN_VALUE,
    holds_to=("unknown_values",),
)
def unknown_values(view: View) -> Iterator[Broken]:
    """A status, a code, a reason or a ranker that is not in the contract."""
    return _tolerates(view, NewsKind.UNKNOWN_VALUE)


@law(
    "tolerates-unknown-variants",
    "an unknown type of tool, action, choice or format must be accepted, or refused where the policy says so",
    family=Family.TOLERANCE,
    severity=Severity.REFUSAL,
    why="One new tool in a list must not cost the caller the whole run.",
    standings=_EXTENDED,
    outcomes=ANY,
    news=NewsKind.UNKNOWN_VARIANT,
    holds_to=("unknown_variants",),
)
def unknown_variants(view: View) -> Iterator[Broken]:
    """An object whose tag (such as its `type`) is not in the contract, with members of its own."""
    return _tolerates(view, NewsKind.UNKNOWN_VARIANT)


def _tolerates(view: View, kind: NewsKind) -> Iterator[Broken]:
    """Yield how news of a kind was not met as promised; a crash where it may be refused is fails-cleanly's."""
    news = next(news for news in view.case.judgement.news if news.kind is kind)
    if view.promised_for(news) == "refuse":
        if view.thrown is None:
            sent = Words(f"{view.document_in_words}, which the client promises to refuse")
            yield Broken(news.pointer, "accepted though promised to refuse", sent, Words("accepted"))
    elif view.without_value and not (view.refused and view.may_refuse):  # it may, for something else in it
        yield Broken(news.pointer, view.how_it_went, view.document_in_words, view.thrown)
