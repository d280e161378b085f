"""Liars whose values depend on what was read before, change when something is asked of them, or when copied."""

from __future__ import annotations

import copy
import itertools
from typing import Any, ClassVar

import attrs
from attrs import define, field

from runlaws.document import unstructure, write
from runlaws.liars._edits import Tree, without
from runlaws.liars._honest import PROFILE, Decoded, Honest, Parts
from runlaws.values import ABSENT, Path


class FillsInWhatItReadBefore(Honest):
    """Where a run has no metadata, it takes those of the run that it read before."""

    law = "decoding-is-repeatable"

    def __init__(self) -> None:
        self.last: Any = {}

    def taken(self, tree: Tree) -> Tree:
        if tree.get("metadata") == {}:
            return {**tree, "metadata": self.last}
        self.last = tree.get("metadata", {})
        return tree


class LosesEverySeventh(Honest):
    """In every seventh run that it reads it loses the usage."""

    law = "decoding-is-repeatable"

    def __init__(self) -> None:
        self.number = itertools.count(1)

    def taken(self, tree: Tree) -> Tree:
        return {**tree, "usage": None} if next(self.number) % 7 == 0 and "usage" in tree else tree


class WritesEveryFifthWithoutModel(Honest):
    """In every fifth text that it writes there is no model."""

    law = "decoding-is-repeatable"

    def __init__(self) -> None:
        self.number = itertools.count(1)

    def written(self, tree: Tree) -> Tree:
        return without(tree, "/model") if next(self.number) % 5 == 0 else tree


class ComparesWhetherItWasPrinted(Honest):
    """A value that was printed keeps its text, by which it differs from one that was not."""

    law = "questions-change-nothing"
    seen = "portkey-ai: a run that was printed does not equal the same run any more"

    def printed(self, value: Decoded) -> str:
        value.headers = {**value.headers, "text": super().printed(value)}
        return value.headers["text"]

    def equal(self, left: Decoded, right: Decoded) -> bool:
        return super().equal(left, right) and left.headers.get("text") == right.headers.get("text")


class KeepsOneToolOfEachType(Honest):
    """It makes one object for each type of tool, and hands it out for every later tool of that type."""

    law = "decoding-is-repeatable"

    def __init__(self) -> None:
        self.tools: dict[str, Any] = {}

    def taken(self, tree: Tree) -> Tree:
        return {**tree, "tools": [self.tools.setdefault(str(tool.get("type")), tool) for tool in tree["tools"]]}


class KeepsOneFormatOfEachType(Honest):
    """It makes one object for each type of answer, and hands it out for every later format of that type."""

    law = "decoding-is-repeatable"

    def __init__(self) -> None:
        self.formats: dict[str, Any] = {}

    def taken(self, tree: Tree) -> Tree:
        form = tree.get("response_format")
        if not isinstance(form, dict):
            return tree
        return {**tree, "response_format": self.formats.setdefault(str(form.get("type")), form)}


class SharesADefault(Honest):
    """It puts members that it does not know into a default that all runs share."""

    law = "decoding-is-repeatable"

    def __init__(self) -> None:
        self.unknown: Tree = {}

    def taken(self, tree: Tree) -> Tree:
        self.unknown.update({name: value for name, value in tree.items() if name not in PROFILE.shape.members})
        return {**tree, **self.unknown}


class SortsToCompare(Honest):
    """It sorts the tools of a run in their place before it compares them."""

    law = "questions-change-nothing"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        for value in (left, right):
            value.run = attrs.evolve(value.run, tools=tuple(sorted(value.run.tools, key=str)))
        return super().equal(left, right)


class CutsToPrint(Honest):
    """It shortens what is too long to print, in the value itself."""

    law = "questions-change-nothing"

    def printed(self, value: Decoded) -> str:
        value.run = attrs.evolve(value.run, instructions=None, model=value.run.model[:8])
        return super().printed(value)


class ReadsToolsOnce(Honest):
    """Its list of tools can be gone through once."""

    law = "questions-change-nothing"

    def read(self, value: Decoded, path: Path) -> Any:
        shown = super().read(value, path)
        if path == ("tools",):
            value.run = attrs.evolve(value.run, tools=())
        return shown


class HandsItsMembersToTheWriter(Honest):
    """It takes members out of a value to write them."""

    law = "questions-change-nothing"

    def encode(self, value: Decoded) -> bytes:
        text = super().encode(value)
        value.run = attrs.evolve(value.run, metadata=None)
        return text


class HasOneRunAtATime(Honest):
    """Every value is a view of the document that was read last."""

    law = "questions-change-nothing"

    def __init__(self) -> None:
        self.last: Decoded | None = None

    def decode(self, document: bytes) -> Any:
        fresh: Decoded = super().decode(document)
        last = self.last or fresh
        last.run = fresh.run
        self.last = last
        return last


class LosesWhatItCopies(Honest):
    """A copy has the members that the class had at first."""

    law = "copies-are-equal"

    def copied(self, value: Decoded) -> Parts:
        run = attrs.evolve(value.run, tool_resources=ABSENT, temperature=ABSENT)
        return run, value.text, value.by, value.headers


class CopiesHaveIdsOfTheirOwn(Honest):
    """A copy is another run to it, with an id of its own."""

    law = "copies-are-equal"

    def copied(self, value: Decoded) -> Parts:
        return attrs.evolve(value.run, id=f"{value.run.id}-copy"), value.text, value.by, value.headers


class DiesOfBeingCopied(Honest):
    """It asks for its own members while it is being made, and goes round in a circle."""

    law = "copies-are-equal"

    def copied(self, value: Decoded) -> Parts:
        msg = "maximum recursion depth exceeded"
        raise RecursionError(msg)


@define(eq=False, repr=False)
class _WithMore(Decoded):
    """A value that has a member beside the arguments of its constructor, as attrs classes of generated SDKs have."""

    is_whole: bool = field(init=False, default=False)

    def __reduce__(self) -> Any:
        """Return how copy and pickle make it again, with all that it has."""
        return _with_more, (type(self), self.is_whole, *super().__reduce__()[1])

    def copy(self) -> Decoded:
        """Return a copy."""
        return copy.copy(self)


def _with_more(kind: type[_WithMore], is_whole: bool, *parts: Any) -> _WithMore:
    value = kind(*parts)
    value.is_whole = is_whole
    return value


class ForgetsMetadataWhenReplaced(Honest):
    """A run of which a member is replaced has no metadata: they are no argument of its constructor."""

    law = "copies-are-equal"
    seen = "openai-python-client: attrs.evolve loses the additional properties of every object"
    kind: ClassVar[type[_WithMore]] = _WithMore

    def decode(self, document: bytes) -> Any:
        """Return the value of a document."""
        return _with_more(self.kind, True, *super().decode(document).__reduce__()[1])

    def encode(self, value: Decoded) -> bytes:
        """Return a value as JSON."""
        tree = unstructure(value.run)
        return write(tree if isinstance(value, _WithMore) and value.is_whole else without(tree, "/metadata"))


@define(eq=False, repr=False)
class _CopiedToItsBase(_WithMore):
    def __attrs_post_init__(self) -> None:
        self.is_whole = True

    def copy(self) -> Decoded:
        """Return a value of the class from which this one is derived, for which nobody wrote a method."""
        return Decoded(self.run, self.text, self.by, self.headers)


class CopiesToItsBase(ForgetsMetadataWhenReplaced):
    """Its method `copy` makes a value of the base class, which writes less."""

    law = "copies-are-equal"
    seen = ""
    kind = _CopiedToItsBase
