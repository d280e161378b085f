"""Liars about how they say no: to what is no JSON, to what is invalid, and to what they cannot read."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from typing import Any, Final, NoReturn

from runlaws.contract import Judgement, Standing, Violation
from runlaws.document import read
from runlaws.liars._honest import Honest, Tree
from runlaws.objects import find_profile
from runlaws.values import values_at
from runlaws_strategies import simplest

_OF_NUMBERS: Final = ("_at.type", "_tokens.type", "temperature.type", "top_p.type")
_RELATIONS: Final = frozenset(relation.rule.id for relation in find_profile("v2").relations)


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


class TakesNullForARun(Honest):
    """A body that is JSON but no object becomes a run with nothing in it."""

    law = "refuses-malformed"

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        return simplest("queued") if _only(judgement, "json.object") else super().refuse(tree, judgement)


class ChecksNoRelations(Honest):
    """It promises to validate and looks at one member at a time."""

    law = "refuses-invalid"

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        only = all(violation.rule in _RELATIONS for violation in judgement.violations)
        return tree if only else super().refuse(tree, judgement)


class ChecksTheTopOnly(Honest):
    """It promises to validate and does not look into the parts of a run."""

    law = "refuses-invalid"

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        inside = all(violation.pointer.count("/") > 1 for violation in judgement.violations)
        return tree if inside and _invalid(judgement) else super().refuse(tree, judgement)


class AsksWhetherAValueIsThere(Honest):
    """Its check of types asks whether a value is there, and any value that is will do."""

    law = "refuses-invalid"

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        types = all(violation.rule.endswith(".type") for violation in judgement.violations)
        taken = types and all(_wrong(tree, judgement.violations))
        return tree if taken and _invalid(judgement) else super().refuse(tree, judgement)


class TakesTimesThatAreTexts(Honest):
    """It has a way of its own for servers that send times and counts as texts, and checks nothing on that way."""

    law = "refuses-invalid"
    seen = "MLT-OSS/open-assistant-api c301922"
    rows = (37,)

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        numbers = [violation for violation in judgement.violations if violation.rule.endswith(_OF_NUMBERS)]
        taken = any(isinstance(value, str) for value in _wrong(tree, numbers))
        return tree if taken and _invalid(judgement) else super().refuse(tree, judgement)


class TakesFailuresAsTheyCome(Honest):
    """It takes a failed run without an error, without the time of its failure, under another name for an object."""

    law = "refuses-invalid"
    seen = "llm-edge/hal-9100 #45, #46"
    rows = (65,)

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        failed = tree.get("status") == "failed"
        return tree if failed and _invalid(judgement) else super().refuse(tree, judgement)


class LetsKeyErrorsThrough(Honest):
    """A required member that is not there ends in a KeyError."""

    law = "fails-cleanly"

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        if judgement.violations[0].rule.endswith(".required"):
            raise KeyError(judgement.violations[0].pointer)
        return super().refuse(tree, judgement)


class LetsTheDecodersErrorsThrough(Honest):
    """A body that is no JSON ends in the error of the library that reads JSON."""

    law = "fails-cleanly"

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        if judgement.standing is Standing.MALFORMED:
            msg = "Expecting value"
            raise json.JSONDecodeError(msg, "", 0)
        return super().refuse(tree, judgement)


class ExhaustsTheStack(Honest):
    """It descends into a document as deep as it goes."""

    law = "fails-cleanly"

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        if judgement.violations[0].rule == "json.depth":
            return self.refuse(tree, judgement)
        return super().refuse(tree, judgement)


class GivesNothingForDisputedBodies(Honest):
    """It returns None for what parsers dispute, where it could have refused."""

    law = "fails-cleanly"

    def decode(self, document: bytes) -> Any:
        return None if read(document).disputes else super().decode(document)


class WaitsForTheRestOfABody(Honest):
    """It takes a body that was cut for one that is still coming, and waits."""

    law = "never-hangs"

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        return _wait() if _only(judgement, "json.syntax") else super().refuse(tree, judgement)


class AsksUntilTheAnswerIsValid(Honest):
    """It tries again for as long as what it gets breaks a rule."""

    law = "never-hangs"

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        return _wait() if judgement.standing is Standing.INVALID else super().refuse(tree, judgement)


class ExitsOnErrorPages(Honest):
    """It was a script once, and ends the process when it cannot read a body."""

    law = "never-exits"

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        if judgement.standing is not Standing.INVALID:
            raise SystemExit(1)
        return super().refuse(tree, judgement)


class EndsWithoutAWord(Honest):
    """It ends the process at once when a run is invalid, past everybody who could clean up."""

    law = "never-exits"

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        if judgement.standing is Standing.INVALID:
            os._exit(1)
        return super().refuse(tree, judgement)


class AbortsOnDisputedBodies(Honest):
    """It takes what parsers dispute for damage to its memory."""

    law = "never-exits"

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        if judgement.standing is Standing.AMBIGUOUS:
            os.abort()
        return super().refuse(tree, judgement)


def _only(judgement: Judgement, *rules: str) -> bool:
    """Return whether a document breaks these rules at most, and some of them."""
    return bool(judgement.violations) and all(violation.rule in rules for violation in judgement.violations)


def _invalid(judgement: Judgement) -> bool:
    return judgement.standing is Standing.INVALID


def _wrong(tree: Tree, violations: Iterable[Violation]) -> Iterable[object]:
    """Yield what stands at the places of violations."""
    for violation in violations:
        yield from values_at(tree, violation.pointer)


def _wait() -> NoReturn:
    while True:
        time.sleep(0.001)
