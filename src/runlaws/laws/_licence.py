"""What a policy permits a client to do with a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from runlaws.case import Case
from runlaws.client import Policy
from runlaws.contract import News, NewsKind, Standing, Violation
from runlaws.values import Json, Path, leaves, parts_of, pointer, steps_of
from runlaws.verdict import Words

__all__ = ["SETTINGS", "in_words", "may_refuse", "promised_for"]


def promised_for(policy: Policy, news: News) -> str:
    """Return the word that a policy has for a piece of news: `keep`, `drop`, `refuse` or `tag`."""
    return policy.at(SETTINGS[news.kind], news.pointer)


SETTINGS: Final = {
    NewsKind.UNKNOWN_MEMBER: "unknown_members",
    NewsKind.UNKNOWN_VALUE: "unknown_values",
    NewsKind.UNKNOWN_VARIANT: "unknown_variants",
}
"""The settings of a policy about what is new in a document."""


def may_refuse(case: Case, policy: Policy) -> bool:
    """Return whether a policy lets a client refuse a document: for its news, its numbers, or missing members.

    Any client may refuse what breaks a soft rule about a type: not every language can hold a number as a declared text.
    """
    if any(violation.rule.endswith(".type") for violation in case.judgement.violations):
        return True
    if any(_is_no_notation_of_its(policy, violation) for violation in case.judgement.violations):
        return True
    if any(promised_for(policy, news) == "refuse" for news in case.judgement.news):
        return True
    lacking = [_lacks(case.tree, steps_of(place)) for place in policy.requires]
    nulls = [_holds_null(case.tree, steps_of(place)) for place in policy.not_null]
    return any(lacking) or any(nulls) or _has_wide_numbers(case, policy)


def _is_no_notation_of_its(policy: Policy, violation: Violation) -> bool:
    """Return whether a violation is an integer with a fraction or an exponent, which the client need not read."""
    return violation.rule.endswith(".spelling") and policy.at("integer_notation", violation.pointer) == "digits"


def _lacks(value: Json, steps: Sequence[str]) -> bool:
    """Return whether a member is missing from an object that is present."""
    *around, name = steps
    return any(isinstance(holder, dict) and name not in holder for holder in _at(value, around))


def _holds_null(value: Json, steps: Sequence[str]) -> bool:
    return any(item is None for item in _at(value, steps))


def _at(value: Json, steps: Sequence[str]) -> Iterator[Json]:
    """Yield the values at the places of a pattern."""
    if not steps:
        yield value
        return
    for part, item in parts_of(value):
        if steps[0] in ("*", str(part)):
            yield from _at(item, steps[1:])


def _has_wide_numbers(case: Case, policy: Policy) -> bool:
    if policy.integers == "exact" and policy.floats == "double":
        return False
    return any(_is_too_wide(policy, path, value) for path, value in leaves(case.tree))


def _is_too_wide(policy: Policy, path: Path, value: Json) -> bool:
    if isinstance(value, float):
        return abs(value) > _GREATEST_SINGLE and policy.at("floats", pointer(path)) == "single"
    return isinstance(value, int) and not policy.holds(value, pointer(path))


_GREATEST_SINGLE: Final = (2 - 2**-23) * 2.0**127
"""The greatest number that 32 bits hold."""


def in_words(case: Case) -> Words:
    """Return in words what a case's document is."""
    word, new = case.standing.value, ""
    if case.standing is Standing.EXTENDED:
        news = case.judgement.news[0]
        new = f", with an {news.kind.replace('-', ' ')} at {news.pointer}"
    return Words(f"{'an' if word[0] in 'aeiou' else 'a'} {word} document{new}")
