"""Giving an unknown member a plain name: a client that loses one under any name has one cause, and not a hundred."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from runlaws.case import Case
from runlaws.contract import NewsKind
from runlaws.search._edited import case_with
from runlaws.trial import Reproducer
from runlaws.values import at_path, path_of, pointer, removed, replaced
from runlaws.verdict import Failure

__all__ = ["PLAIN", "with_plain_name"]

PLAIN: Final = "brand_new"
"""A name, value or tag that no client knows, and that means nothing in any language."""


def with_plain_name(trial: Reproducer, failure: Failure, case: Case) -> tuple[Failure, Case]:
    """Return a failure at an unknown member with a plain name in place of that one, if it fails in the same way.

    The name matters where it does not: then the failure and its case are returned as they are.
    """
    tree = case.tree
    if tree is None or not _is_at_unknown_member(failure, case):
        return failure, case
    path = path_of(tree, failure.pointer)
    if path[-1] == PLAIN:
        return failure, case
    renamed_tree = replaced(removed(tree, path), (*path[:-1], PLAIN), at_path(tree, path))
    names = {str(path[0]), PLAIN} if len(path) == 1 else {str(path[0])}
    attempt = case_with(case, {name: at_path(renamed_tree, (name,)) for name in names})
    cause = evolve(failure.cause, place=f"{failure.cause.place.rpartition('/')[0]}/{PLAIN}")
    renamed = evolve(failure, pointer=pointer((*path[:-1], PLAIN)), cause=cause)
    same = None if attempt is None else trial.same_failure(renamed, attempt)
    return (failure, case) if attempt is None or same is None else (same, attempt)


def _is_at_unknown_member(failure: Failure, case: Case) -> bool:
    return any(news.kind is NewsKind.UNKNOWN_MEMBER and news.pointer == failure.pointer for news in case.judgement.news)
