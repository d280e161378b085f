"""Giving an unknown member a plain name: a client that loses one under any name has one cause, and not a hundred."""

from __future__ import annotations

from attrs import evolve

from runlaws.case import Case
from runlaws.contract import BRAND_NEW, NewsKind
from runlaws.search._edited import case_with
from runlaws.trial import Reproducer
from runlaws.values import at_path, path_of, pointer, removed, replaced
from runlaws.verdict import Failure

__all__ = ["with_plain_name"]


def with_plain_name(trial: Reproducer, failure: Failure, case: Case) -> tuple[Failure, Case]:
    """Return a failure at an unknown member with a plain name in place of that one, if it fails in the same way.

    The name matters where it does not: then the failure and its case are returned as they are.
    """
    tree = case.tree
    if tree is None or not _is_at_unknown_member(failure, case):
        return failure, case
    if failure.raised and len(case.judgement.news) > 1:
        return failure, case  # another of the new names may be what it raises for
    path = path_of(tree, failure.pointer)
    if path[-1] == BRAND_NEW:
        return failure, case
    renamed_tree = replaced(removed(tree, path), (*path[:-1], BRAND_NEW), at_path(tree, path))
    names = {str(path[0]), BRAND_NEW} if len(path) == 1 else {str(path[0])}
    attempt = case_with(case, {name: at_path(renamed_tree, (name,)) for name in names})
    cause = evolve(failure.cause, place=f"{failure.cause.place.rpartition('/')[0]}/{BRAND_NEW}")
    renamed = evolve(failure, pointer=pointer((*path[:-1], BRAND_NEW)), cause=cause)
    same = None if attempt is None else trial.same_failure(renamed, attempt)
    return (failure, case) if attempt is None or same is None else (same, attempt)


def _is_at_unknown_member(failure: Failure, case: Case) -> bool:
    return any(news.kind is NewsKind.UNKNOWN_MEMBER and news.pointer == failure.pointer for news in case.judgement.news)
