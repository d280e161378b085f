"""Liars that have one class at a place for most documents, and another one for some."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from runlaws.document import unstructure, write
from runlaws.liars._honest import Decoded, Honest, Lenient
from runlaws.liars.fields import Shows
from runlaws.objects.run import FileSearchTool, OtherTool
from runlaws.values import ABSENT, Path, at_path

if TYPE_CHECKING:
    from fractions import Fraction as Ratio

    from runlaws.objects.run import ToolChoice

_YEAR_10000 = 253402300800


class ShowsLateTimesAsNumbers(Shows):
    """Times are datetimes, which end with the year 9999; later ones are left as they came."""

    law = "one-place-one-class"

    def shown(self, held: Any, path: Path) -> Any:
        if not str(path[-1]).endswith("_at") or type(held) is not int or not 0 <= held < _YEAR_10000:
            return held
        return datetime.datetime.fromtimestamp(held, datetime.UTC)


class ShowsNoToolsAsAList(Shows):
    """Tools are a tuple, and an empty list where there are none."""

    law = "one-place-one-class"

    def shown(self, held: Any, path: Path) -> Any:
        return [] if path == ("tools",) and held == () else held


class ShowsLittleUsageAsADict(Shows):
    """Usage is an object of its class where something was completed, and a dict where nothing was."""

    law = "declared-classes"

    def shown(self, held: Any, path: Path) -> Any:
        bare = path == ("usage",) and getattr(held, "completion_tokens", 1) == 0
        return unstructure(held) if bare else held


class TypedRun:
    """A run, for type checkers: the names in two of its annotations are no names of its module while that runs."""

    instructions: str
    tool_choice: str | ToolChoice
    top_p: Ratio


class LeavesAChoiceADict(Shows):
    """Its class says `tool_choice: ToolChoice`, a name for type checkers alone, and nobody makes one of what came."""

    law = "declared-classes"
    seen = "azure-ai-agents 1.1.0"

    def shown(self, held: Any, path: Path) -> Any:
        if not path:
            return TypedRun()
        return unstructure(held) if path == ("tool_choice",) and not isinstance(held, str | None) else held


class LongText(str):
    """A text that is shortened where it is logged."""

    __slots__ = ()


class ShowsLongTextsOtherwise(Shows):
    """A long text is of a class of its own, which is no text to those who ask for the very class."""

    law = "one-place-one-class"

    def shown(self, held: Any, path: Path) -> Any:
        return LongText(held) if isinstance(held, str) and path == ("instructions",) and len(held) > 100 else held


class ShowsBareSearchAsUnknown(Shows):
    """A file search without settings has nothing by which it knows the class, and shows the one for what is new."""

    law = "one-place-one-class"

    def shown(self, held: Any, path: Path) -> Any:
        bare = isinstance(held, FileSearchTool) and held.file_search in (None, ABSENT)
        return OtherTool(type=held.type) if bare else held


class LeavesWhatItCannotReadADict(Lenient):
    """What raises while it makes objects of an answer is swallowed, and the answer is the dict that came."""

    law = "one-place-one-class"
    seen = "azure-ai-agents 1.1.0"

    def decode(self, document: bytes) -> Any:
        tree = self.tree_of(document)
        return super().decode(document) if isinstance(tree.get("tools"), list | None) else tree

    def encode(self, value: Any) -> bytes:
        return write(value) if isinstance(value, Mapping) else super().encode(value)

    def read(self, value: Any, path: Path) -> Any:
        return at_path(value, path) if isinstance(value, Mapping) else super().read(value, path)


class MakesAClassForEachNewTool(Honest):
    """It makes a class for each tool of an unknown type, so that two values of one document have two."""

    law = "equality-spelling-blind"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        is_new = any(isinstance(tool, OtherTool) for tool in left.run.tools)
        return left is right or (left.run == right.run and not is_new)
