"""Liars that take a new type for a known one that it resembles, or a new value for a known one."""

from __future__ import annotations

import difflib
import re
from typing import Any

from runlaws.contract import News, NewsKind
from runlaws.liars._edits import changed
from runlaws.liars._honest import Tree, refuse
from runlaws.liars.fields import Shows
from runlaws.liars.tolerance import SeesNews, holder_of
from runlaws.objects.run import CodeInterpreterTool, OtherTool
from runlaws.values import Path, at_path, path_of


class _SeesNewTags(SeesNews):
    """Keeps every law: looks at the tag of each new variant."""

    def met(self, tree: Tree, news: News) -> Tree:
        if news.kind is not NewsKind.UNKNOWN_VARIANT:
            return tree
        return self.of_tag(tree, news, str(at_path(tree, path_of(tree, news.pointer))))

    def of_tag(self, tree: Tree, news: News, tag: str) -> Tree:
        """Return what is kept of a document with a variant of a new tag in it."""
        return tree


class TrimsTypes(_SeesNewTags):
    """It takes white space and underscores off both ends of a type, which makes a known one of a new one."""

    law = "round-trip-unknowns"

    def of_tag(self, tree: Tree, news: News, tag: str) -> Tree:
        return changed(tree, news.pointer, lambda _: tag.strip(" _"))


class TakesVersionsOffTypes(_SeesNewTags):
    """It takes the version off a type, since it reads all versions of a tool alike."""

    law = "round-trip-unknowns"

    def of_tag(self, tree: Tree, news: News, tag: str) -> Tree:
        return changed(tree, news.pointer, lambda _: re.sub(r"[_:]v?\d[\d_]*$", "", tag))


class KeepsOfNewVersionsWhatItKnows(_SeesNewTags):
    """It reads a type that has `search` in it as file search, and of its members keeps those of file search."""

    law = "round-trip-unknowns"

    def of_tag(self, tree: Tree, news: News, tag: str) -> Tree:
        if "file_search" not in tag:
            return tree
        known = ("type", "file_search")
        return changed(tree, holder_of(news), lambda part: {name: part[name] for name in known if name in part})


class DiesOfTypesThatBeginLikeAFunction(_SeesNewTags):
    """It looks at the first letters of a type, and then for the function, which is not there."""

    law = "tolerates-unknown-variants"

    def of_tag(self, tree: Tree, news: News, tag: str) -> Tree:
        if tag.startswith("func"):
            at_holder: Any = at_path(tree, path_of(tree, holder_of(news)))
            at_holder["function"]
        return tree


class RefusesTypesThatLookMistyped(_SeesNewTags):
    """It takes a new type for a mistyped one, and asks whether another one was meant."""

    law = "tolerates-unknown-variants"

    def of_tag(self, tree: Tree, news: News, tag: str) -> Tree:
        meant = difflib.get_close_matches(tag, ("function", "code_interpreter", "file_search"), cutoff=0.9)
        return refuse(f"did you mean {meant[0]}?") if meant else tree


class KnowsCodesByTheirBeginning(SeesNews):
    """It has one code for all that begin with `rate_limit`, and writes that one."""

    law = "round-trip-unknowns"

    def met(self, tree: Tree, news: News) -> Tree:
        def known(code: str) -> str:
            return "rate_limit_exceeded" if code.strip().startswith("rate_limit") else code

        return changed(tree, news.pointer, known) if news.pointer == "/last_error/code" else tree


class ShowsNewVersionsOfToolsAsTheTools(Shows):
    """It shows a tool of the class whose type the new one begins with."""

    law = "tag-matches-class"

    def shown(self, held: Any, path: Path) -> Any:
        begins = isinstance(held, OtherTool) and str(held.type).startswith("code_interpreter_")
        return CodeInterpreterTool() if begins else held
