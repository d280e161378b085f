"""Documents to print beside a case: with shorter and longer texts than it has, and with its key and other texts."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from runlaws.case import Case
from runlaws.contract import Profile, Text
from runlaws.document import read
from runlaws.values import Json, Path, members_of, places, replaced

__all__ = ["OfOneKey", "documents_beside", "documents_of_one_key"]

_Tree: TypeAlias = Mapping[str, Json]
_Change: TypeAlias = Callable[[str, Text], str]

_MORE: Final = 1000
"""How many characters a longer text has more: together they exceed what was printed of a few documents before."""
_MORE_OF_A_KEY: Final = 64


def documents_beside(case: Case) -> tuple[bytes, ...]:
    """Return a document with shorter texts than another one or the case, and one with longer texts than the case.

    What is left over of a longer text, or taken over from a shorter one, is then to be seen. Both have `case.mark` in
    their keys, and a standing that is no worse than the case's. There are none for a case without a key.
    """
    mark, tree, profile = case.mark, case.tree, case.judgement.profile
    if mark is None or tree is None:
        return ()
    other = next((read(other, disputes=False).tree for other in case.before if other != case.document), None) or tree
    shape = profile.shape.members[profile.object.key].shape
    prefix = shape.prefix if isinstance(shape, Text) else ""
    own = str(tree[profile.object.key])
    return (
        case.under_key(prefix + mark, _changed(profile, other, _shorter)),
        case.under_key(f"{own[: -len(mark)]}{mark}{'0' * _MORE_OF_A_KEY}", _changed(profile, tree, _longer)),
    )


class OfOneKey(NamedTuple):
    """A document with longer texts than a case has, the case's with the same key, and the case's with another key."""

    key: str
    another_key: str
    longer: bytes
    own: bytes
    apart: bytes


def documents_of_one_key(case: Case) -> OfOneKey | None:
    """Return documents by which a client shows whether it prints a value by its key; None for a case without one.

    No other document has their keys.
    """
    if case.spare_keys is None or case.tree is None or case.mark is None:
        return None
    stem, digits = case.spare_keys[0][: -len(case.mark)], case.id[1:]  # other ones than spare keys have
    key, another = stem + digits[: len(case.mark)], stem + digits[-len(case.mark) - 1 : -1]
    longer = _changed(case.judgement.profile, case.tree, _longer)
    return OfOneKey(key, another, case.under_key(key, longer), case.under_key(key), case.under_key(another))


def _shorter(text: str, shape: Text) -> str:
    return text[: max(len(shape.prefix) + 1, shape.min_length)]


def _longer(text: str, shape: Text) -> str:
    """Return a text with blanks at its end, which change no JSON in it; an id gets digits."""
    if shape.prefix:
        return text + "0" * _MORE_OF_A_KEY
    longer = text + " " * _MORE
    return longer if shape.max_length is None else longer[: max(shape.max_length, len(text))]


def _changed(profile: Profile, tree: _Tree, change: _Change) -> _Tree:
    """Return a tree with every text changed; where that would break a rule, only those that are in no other part."""
    texts = [(path, change(text, shape)) for path, text, shape in _texts(profile, tree)]
    changed = _put(tree, texts)
    if profile.judge(changed).violations == profile.judge(tree).violations:
        return changed
    return _put(tree, [(path, text) for path, text in texts if len(path) == 1])


def _texts(profile: Profile, tree: _Tree) -> Iterator[tuple[Path, str, Text]]:
    """Yield every text of a tree that may be any text: its path, itself, and its shape."""
    for path, value in places(tree):
        if isinstance(value, str):
            shape = profile.shape_at(tree, path)
            if isinstance(shape, Text):
                yield path, value, shape


def _put(tree: _Tree, texts: list[tuple[Path, str]]) -> _Tree:
    return functools.reduce(lambda held, change: members_of(replaced(held, *change)), texts, tree)
