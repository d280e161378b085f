"""YAML, by PyYAML's safe loader: no tag makes an object, and what aliases expand to is counted before it is built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar, Final

import yaml

from runlaws.recordings._piece import MOST_ALIASES, MOST_VALUES, Piece, RecordingError

__all__ = ["read_yaml"]

_DEEPEST: Final = 100
_UNWANTED: Final = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:merge", "tag:yaml.org,2002:value")
_OWN_TAGS: Final = ("tag:yaml.org,2002:binary", "tag:yaml.org,2002:str", "!binary", "!")
_TEXT_TAGS: Final = ("tag:yaml.org,2002:python/unicode", "tag:yaml.org,2002:python/str")

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc] # which of the two it is depends on how PyYAML was built
    """The safe loader without dates and merge keys, which JSON has not, and with the tags of cassettes.

    Merging lists of merged lists takes memory without end, as aliases do.
    """

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, regexp) for tag, regexp in resolvers if tag not in _UNWANTED]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_Loader.add_constructor("!binary", yaml.SafeLoader.construct_yaml_binary)  # Ruby's VCR
for _tag in _TEXT_TAGS:  # vcrpy under Python 2
    _Loader.add_constructor(_tag, yaml.SafeLoader.construct_yaml_str)


def read_yaml(body: bytes) -> Iterator[Piece]:
    """Yield the tree of each YAML document; several count from 1."""
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        msg = f"must be UTF-8, but byte {error.start} (0x{body[error.start]:02X}) is not"
        raise RecordingError(msg) from error
    try:
        aliases = _look_over(text)
        trees = [tree for tree in yaml.load_all(text, Loader=_Loader) if tree is not None]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f" at line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise RecordingError(f"must be YAML: {error.problem or error.context}{where}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise RecordingError(f"must be YAML: {' '.join(str(error).split())[:200]}") from error
    for number, tree in enumerate(trees, 1):
        if aliases:
            _measure(tree)
        yield Piece(f" document {number}" if len(trees) > 1 else "", tree)


def _look_over(text: str) -> int:
    """Return how many aliases there are. Refuse tags, too many aliases, and nesting that would exhaust the stack."""
    aliases = depth = 0
    for event in yaml.parse(text, Loader=_Base):
        if isinstance(event, yaml.AliasEvent):
            aliases += 1
            if aliases > MOST_ALIASES:
                msg = f"has more than {MOST_ALIASES:,} YAML aliases, the most that are opened"
                raise RecordingError(msg)
            continue
        tag = getattr(event, "tag", None)
        if tag and tag not in _OWN_TAGS and tag not in _TEXT_TAGS and not re.match(r"tag:yaml\.org,2002:\w+$", tag):
            msg = f"has the YAML tag {tag[:60]}, which is not opened: tags make objects, and only data is read"
            raise RecordingError(msg)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                msg = f"nests deeper than {_DEEPEST} levels, the most that are opened of YAML"
                raise RecordingError(msg)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return aliases


def _measure(tree: object) -> None:
    """Refuse a tree whose aliases hold themselves, or expand to more values than anyone has written."""
    if _size(tree, {}, set()) > MOST_VALUES:
        msg = f"has YAML aliases that expand to more than {MOST_VALUES:,} values, the most that are opened"
        raise RecordingError(msg)


def _size(value: object, sizes: dict[int, int], open_ones: set[int]) -> int:
    """Return how many values a tree has if each alias counts as what it stands for."""
    if not isinstance(value, dict | list):
        return 1
    key = id(value)
    if key in open_ones:
        msg = "has a YAML alias that holds itself"
        raise RecordingError(msg)
    if key not in sizes:
        open_ones.add(key)
        items = value.values() if isinstance(value, dict) else value
        sizes[key] = 1 + sum(_size(item, sizes, open_ones) for item in items)
        open_ones.discard(key)
    return sizes[key]
