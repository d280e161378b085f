"""Liars that read a run out of a body that is none, or take a name that stands twice for something else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from runlaws.contract import Judgement
from runlaws.document import read
from runlaws.liars._honest import Honest, Lenient, Tree, Trusting

_LAST_COMMA = re.compile(r",\s*([}\]])")


class _Unpacking(Honest):
    """Looks for a run in a body that is no JSON object."""

    def unpacked(self, document: bytes) -> bytes:
        """Return the document in a body; raises ValueError where there is none."""
        raise NotImplementedError

    def tree_of(self, document: bytes) -> Tree:
        if read(document).faults:
            with suppress(ValueError, LookupError, TypeError, RecursionError):  # else it is refused below
                document = self.unpacked(document)
        return super().tree_of(document)


class ReadsTheLastLine(_Unpacking):
    """Of a body of several lines it reads the last, as it does with logs."""

    law = "refuses-malformed"

    def unpacked(self, document: bytes) -> bytes:
        return document.split()[-1]


class UnpacksEvents(_Unpacking):
    """It reads streams elsewhere, and takes the data of an event here too."""

    law = "refuses-malformed"

    def unpacked(self, document: bytes) -> bytes:
        return document.split(b"data:", 1)[1].strip().splitlines()[0]


class TakesTheOnlyItem(_Unpacking):
    """A list of one run is that run to it."""

    law = "refuses-malformed"

    def unpacked(self, document: bytes) -> bytes:
        (item,) = json.loads(document)
        return json.dumps(item).encode()


class ReadsTextInText(_Unpacking):
    """A body that was encoded twice is decoded twice."""

    law = "refuses-malformed"

    def unpacked(self, document: bytes) -> bytes:
        text = json.loads(document)
        return text.encode() if isinstance(text, str) else document


class ForgivesLastCommas(_Unpacking):
    """It reads its own settings with the same parser, in which a last comma does no harm."""

    law = "refuses-malformed"

    def unpacked(self, document: bytes) -> bytes:
        return _LAST_COMMA.sub(r"\1", document.decode()).encode()


class GuessesTheCharset(_Unpacking):
    """It finds out by the first bytes whether a body is UTF-8, UTF-16 or UTF-32."""

    law = "refuses-malformed"

    def unpacked(self, document: bytes) -> bytes:
        return document.decode(json.detect_encoding(document)).encode()


class FallsBackToLatin1(_Unpacking):
    """What is not UTF-8 must be Latin-1, it thinks, as HTTP once said."""

    law = "refuses-malformed"

    def unpacked(self, document: bytes) -> bytes:
        try:
            document.decode()
        except UnicodeDecodeError:
            return document.decode("latin-1").encode()
        return document


class StripsWhatIsAround(_Unpacking):
    """It reads from the first brace to the last, whatever is around them."""

    law = "refuses-malformed"

    def unpacked(self, document: bytes) -> bytes:
        return document[document.index(b"{") : document.rindex(b"}") + 1]


class _TwiceReading(Trusting):
    """Makes something of its own of a name that stands twice in an object below the top."""

    def both(self, first: Any, second: Any) -> Any:
        """Return what becomes of two values of one name."""
        raise NotImplementedError

    def tree_of(self, document: bytes) -> Tree:
        tree, reading = super().tree_of(document), read(document)
        below = {pointer: others for pointer, others in reading.others.items() if pointer.count("/") > 1}
        return _members_of(document, self.both, tree) if below else tree


class KeepsBothValues(_TwiceReading):
    """The values of a name that stands twice become a list, as in a query."""

    law = "no-silent-corruption"

    def both(self, first: Any, second: Any) -> Any:
        return [first, second]


class AddsUpWhatStandsTwice(_TwiceReading):
    """Counts that stand twice are added up."""

    law = "no-silent-corruption"

    def both(self, first: Any, second: Any) -> Any:
        numbers = type(first) is type(second) is int
        return first + second if numbers else second


class DiesOfNamesTwiceInside(Honest):
    """It looks for names that stand twice at the top; below, they end in a KeyError."""

    law = "fails-cleanly"

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        for violation in judgement.violations:
            if violation.rule == "json.duplicate-name" and violation.pointer.count("/") > 1:
                raise KeyError(violation.pointer)
        return super().refuse(tree, judgement)


class TakesTheDataForTheWhole(Lenient):
    """An object whose member `data` holds a run is that run to it."""

    law = "no-silent-corruption"

    def taken(self, tree: Tree) -> Tree:
        inner = tree.get("data")
        return inner if isinstance(inner, dict) and "status" in inner and "status" not in tree else tree


def _members_of(document: bytes, both: Callable[[Any, Any], Any], tree: Tree) -> Tree:
    """Return a tree read anew, in which two values of one name below the top become what `both` says."""

    def hook(pairs: list[tuple[str, Any]]) -> Tree:
        members: Tree = {}
        for name, value in pairs:
            members[name] = both(members[name], value) if name in members else value
        return members

    anew = json.loads(document.decode("utf-8-sig"), object_pairs_hook=hook)
    return {**tree, **{name: value for name, value in anew.items() if isinstance(tree.get(name), dict | list)}}
