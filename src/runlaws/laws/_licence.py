"""What a policy lets a client do with a document."""

from __future__ import annotations

from typing import Final

from runlaws.case import Case
from runlaws.client import Policy
from runlaws.contract import News, NewsKind, Standing
from runlaws.values import leaves
from runlaws.verdict import Words

__all__ = ["in_words", "may_refuse", "promised_for"]


def promised_for(policy: Policy, news: News) -> str:
    """Return what a policy says of a piece of news: keep, drop or refuse."""
    promise: str = getattr(policy, _SETTING[news.kind])
    return promise


_SETTING: Final = {
    NewsKind.UNKNOWN_MEMBER: "unknown_members",
    NewsKind.UNKNOWN_VALUE: "unknown_values",
    NewsKind.UNKNOWN_VARIANT: "unknown_variants",
}


def may_refuse(case: Case, policy: Policy) -> bool:
    """Return whether a policy lets a client refuse a document: for what is new in it, or wider than it holds.

    Any client may refuse what breaks a soft rule about a type: not every language can hold a number as a declared text.
    """
    if any(violation.rule.endswith(".type") for violation in case.judgement.violations):
        return True
    if any(promised_for(policy, news) == "refuse" for news in case.judgement.news):
        return True
    return policy.integers != "exact" and any(
        isinstance(value, int) and not policy.holds(value) for _, value in leaves(case.tree)
    )


def in_words(case: Case) -> Words:
    """Return in words what a case's document is."""
    word = case.standing.value
    new = f", new in it {case.judgement.news[0]}" if case.standing is Standing.EXTENDED else ""
    return Words(f"{'an' if word[0] in 'aeiou' else 'a'} {word} document{new}")
