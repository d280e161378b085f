"""Liars about what is new: members, values and variants that a client does not know."""

from __future__ import annotations

from typing import Any

import attrs

from runlaws.contract import Judgement, News, NewsKind, Standing
from runlaws.liars._edits import changed, without
from runlaws.liars._honest import Decoded, Honest, Tree, refuse
from runlaws.values import FrozenDict, path_of, steps_of


class SeesNews(Honest):
    """Keeps every law: looks at what is new in a document before it takes it."""

    refused = Honest.refused | {Standing.EXTENDED}

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        if judgement.standing is not Standing.EXTENDED:
            return super().refuse(tree, judgement)
        for news in judgement.news:
            tree = self.met(tree, news)
        return tree

    def met(self, tree: Tree, news: News) -> Tree:
        """Return what is kept of a document with one piece of news in it."""
        return tree


class RefusesNewMembers(SeesNews):
    """It takes a property that it does not know for an error."""

    law = "tolerates-unknown-members"
    seen = "Grt1228/chatgpt-java #259"
    rows = (47,)

    def met(self, tree: Tree, news: News) -> Tree:
        return refuse(str(news)) if news.kind is NewsKind.UNKNOWN_MEMBER else tree


class DiesOfNamesOfItsLanguage(SeesNews):
    """It hands the members of an object over as keyword arguments, and one may be named `self`."""

    law = "tolerates-unknown-members"

    def met(self, tree: Tree, news: News) -> Tree:
        if news.pointer.endswith(("/self", "/cls", "/class")):
            msg = f"got multiple values for argument {news.pointer!r}"
            raise TypeError(msg)
        return tree


class RefusesNewValues(SeesNews):
    """It knows the statuses and codes of the day it was written, and takes no others."""

    law = "tolerates-unknown-values"

    def met(self, tree: Tree, news: News) -> Tree:
        return refuse(str(news)) if news.kind is NewsKind.UNKNOWN_VALUE else tree


class DiesOfNewErrorCodes(SeesNews):
    """It looks an error's code up in an enum, and lets the enum's own error through."""

    law = "tolerates-unknown-values"

    def met(self, tree: Tree, news: News) -> Tree:
        if news.pointer == "/last_error/code":
            msg = "'brand_new' is not a valid ErrorCode"
            raise ValueError(msg)
        return tree


class DiesOfNewTools(SeesNews):
    """It has no class to make a tool of a new type from, and the whole run is lost."""

    law = "tolerates-unknown-variants"
    seen = "microsoft-foundry/foundry-agent-webapp #20"
    rows = (77,)

    def met(self, tree: Tree, news: News) -> Tree:
        if news.kind is NewsKind.UNKNOWN_VARIANT and news.pointer.startswith("/tools/"):
            msg = "cannot create an instance of an abstract class"
            raise NotImplementedError(msg)
        return tree


class RefusesNewActions(SeesNews):
    """It refuses a run that waits for anything but the outputs of functions."""

    law = "tolerates-unknown-variants"

    def met(self, tree: Tree, news: News) -> Tree:
        action = news.kind is NewsKind.UNKNOWN_VARIANT and news.pointer.startswith("/required_action")
        return refuse(str(news)) if action else tree


class DropsUnknownMembers(Honest):
    """It keeps what it has attributes for, and promised to keep the rest."""

    law = "round-trip-unknowns"

    def encode(self, value: Decoded) -> bytes:
        return super().encode(attrs.evolve(value, run=_without_extra(value.run)))


class KeepsNewMembersAtTheTopAlone(SeesNews):
    """It has a place for members that it does not know in the run, and none in its parts."""

    law = "round-trip-unknowns"

    def met(self, tree: Tree, news: News) -> Tree:
        inside = news.kind is NewsKind.UNKNOWN_MEMBER and news.pointer.count("/") > 1
        return _without_member(tree, news) if inside else tree


class CallsNewValuesUnknown(SeesNews):
    """It has one value of its own, `unknown`, for all that it does not know."""

    law = "round-trip-unknowns"

    def met(self, tree: Tree, news: News) -> Tree:
        return changed(tree, news.pointer, lambda _: "unknown") if news.kind is NewsKind.UNKNOWN_VALUE else tree


class LeavesOutNewTools(SeesNews):
    """It skips a tool or a call of a type that it does not know."""

    law = "round-trip-unknowns"

    def met(self, tree: Tree, news: News) -> Tree:
        *holder, _ = path_of(tree, news.pointer)
        in_a_list = news.kind is NewsKind.UNKNOWN_VARIANT and isinstance(holder[-1], int)
        return without(tree, holder_of(news)) if in_a_list else tree


class KeepsTheTypeOfNewVariantsAlone(SeesNews):
    """It reads a new variant as the base class of all variants, which has a type and nothing else."""

    law = "round-trip-unknowns"

    def met(self, tree: Tree, news: News) -> Tree:
        if news.kind is not NewsKind.UNKNOWN_VARIANT:
            return tree
        return changed(tree, holder_of(news), lambda part: {"type": part["type"]})


class MatchesNamesInAnyCase(SeesNews):
    """It takes `createdAt` and `CREATED_AT` for names in lower case, as a reader with web defaults does."""

    law = "round-trip-unknowns"
    seen = "betalgo/openai, the options of ReadFromJsonAsync"

    def met(self, tree: Tree, news: News) -> Tree:
        if news.kind is not NewsKind.UNKNOWN_MEMBER:
            return tree
        return changed(tree, holder_of(news), lambda part: {name.lower(): value for name, value in part.items()})


def holder_of(news: News) -> str:
    """Return the pointer of the object in which news stands."""
    return news.pointer.rpartition("/")[0]


def _without_member(tree: Tree, news: News) -> Tree:
    """Return a tree without a new member, whose name may be any text."""
    name = steps_of(news.pointer)[-1]
    return changed(tree, holder_of(news), lambda part: {other: part[other] for other in part if other != name})


def _without_extra(part: Any) -> Any:
    """Return a part of a run, and all in it, without the members that its class does not have."""
    if isinstance(part, tuple):
        return tuple(map(_without_extra, part))
    if not attrs.has(type(part)):
        return part
    kept = {name: _without_extra(value) for name, value in attrs.asdict(part, recurse=False).items() if name != "extra"}
    return type(part)(**kept, extra=FrozenDict())
