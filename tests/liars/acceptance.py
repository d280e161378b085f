"""Liars about which documents they take, and about how they say no."""

from __future__ import annotations

import json
from typing import Any

from runlaws.contract import Judgement, Standing, find_profile
from runlaws_strategies import simplest
from tests.miniatures import Honest, Tree, refuse

_RELATIONS = frozenset(relation.rule.id for relation in find_profile("v2").relations)


class RefusesIncomplete(Honest):
    """Its enum of statuses lacks `incomplete`."""

    law = "decodes-valid"

    def taken(self, tree: Tree) -> Tree:
        return refuse("no such status") if tree["status"] == "incomplete" else tree


class RefusesNewValues(Honest):
    """It knows the tools and statuses of the day it was written, and takes no others."""

    law = "decodes-valid"
    refused = Honest.refused | {Standing.EXTENDED}

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        members_only = all(news.kind == "unknown-member" for news in judgement.news)
        extended = judgement.standing is Standing.EXTENDED
        return tree if extended and members_only else super().refuse(tree, judgement)


class GivesNothingForFailedRuns(Honest):
    """It returns None instead of a run that failed."""

    law = "decodes-valid"

    def decode(self, document: bytes) -> Any:
        value = super().decode(document)
        return None if value.run.status == "failed" else value


class MakesARunOfAnErrorPage(Honest):
    """A body that is no JSON becomes a run with nothing in it."""

    law = "refuses-malformed"

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        return simplest("queued") if judgement.standing is Standing.MALFORMED else super().refuse(tree, judgement)


class ReadsTheFirstOfTwoBodies(Honest):
    """It stops at the end of the first object and does not look at what follows."""

    law = "refuses-malformed"

    def tree_of(self, document: bytes) -> Tree:
        try:
            text = document.decode()
            document = text[: json.JSONDecoder().raw_decode(text)[1]].encode()
        except (ValueError, RecursionError):
            pass  # refused below
        return super().tree_of(document)


class ChecksNoRelations(Honest):
    """It promises to validate and looks at one member at a time."""

    law = "refuses-invalid"

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        only = all(violation.rule in _RELATIONS for violation in judgement.violations)
        return tree if only else super().refuse(tree, judgement)


class LetsKeyErrorsThrough(Honest):
    """A required member that is not there ends in a KeyError."""

    law = "fails-cleanly"

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        if judgement.violations[0].rule.endswith(".required"):
            raise KeyError(judgement.violations[0].pointer)
        return super().refuse(tree, judgement)


class ExhaustsTheStack(Honest):
    """It descends into a document as deep as it goes."""

    law = "fails-cleanly"

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        if judgement.violations[0].rule == "json.depth":
            return self.refuse(tree, judgement)
        return super().refuse(tree, judgement)


class ExitsOnErrorPages(Honest):
    """It was a script once, and ends the process when a body is no JSON."""

    law = "fails-cleanly"

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        if judgement.standing is Standing.MALFORMED:
            raise SystemExit(1)
        return super().refuse(tree, judgement)
