"""Decoding a document again after others, and where others have its key, or the tags or keys of its objects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from runlaws.case import Case
from runlaws.client import (
    UNDER_NEW_KEY,
    UNDER_NEW_PART_KEY,
    UNDER_NEW_TAG,
    UNDER_TAKEN_KEY,
    UNDER_TAKEN_PART_KEY,
    UNDER_TAKEN_TAG,
    Answer,
)
from runlaws.document import read, write
from runlaws.observe._asking import Asking
from runlaws.observe._showing import held_of
from runlaws.observe._tagged import MetAgain, documents_with_keys, documents_with_tags
from runlaws.values import Json

__all__ = ["Repeating"]

_NO_DOCUMENT: Final = b"{"


@frozen
class Repeating:
    """One case, which is decoded again and again."""

    asking: Asking
    case: Case

    def answers(self) -> Mapping[str, Answer]:
        """Decode the document again: at once, after other documents, and after bytes that are not one."""
        twin = [self.case.twin.document] if self.case.twin is not None else []
        repeated = {"at first": self._held(), "at once": self._held()}
        for number, other in enumerate((*self.case.before, *twin), 1):
            self.asking.decode(other)
            repeated[f"after another document ({number})"] = self._held()
        self.asking.decode(_NO_DOCUMENT)
        repeated["after one that is no document"] = self._held()
        return {**repeated, **self._under_other_keys(), **self._with_other_tags(), **self._with_other_part_keys()}

    def _under_other_keys(self) -> Mapping[str, Answer]:
        """Decode the document under a key that no document had, and under one that another document has."""
        case, keys = self.case, self.case.spare_keys
        other = next((document for document in case.before if document != case.document), None)
        if keys is None or other is None:
            return {}
        new, taken, _ = keys
        first = self._held(case.under_key(new))
        self.asking.decode(case.under_key(taken, read(other, disputes=False).tree or {}))
        return {UNDER_NEW_KEY: first, UNDER_TAKEN_KEY: self._held(case.under_key(taken))}

    def _with_other_tags(self) -> Mapping[str, Answer]:
        """Decode the document with objects of a new type, and again where another document has objects of that type."""
        for documents in documents_with_tags(self.case):
            if (held := self._met_again(documents)) is not None:
                return dict(zip((UNDER_NEW_TAG, UNDER_TAKEN_TAG), held, strict=True))
        return {}

    def _with_other_part_keys(self) -> Mapping[str, Answer]:
        """Decode the document with objects of new keys, and again where another document has objects of those keys."""
        documents = documents_with_keys(self.case)
        held = None if documents is None else self._met_again(documents)
        return {} if held is None else dict(zip((UNDER_NEW_PART_KEY, UNDER_TAKEN_PART_KEY), held, strict=True))

    def _met_again(self, documents: MetAgain) -> tuple[Answer, Answer] | None:
        """Return what the client holds where it meets no name again, and where it does; None if it refuses that."""
        first = self._held(write(documents.alone), documents.alone)
        if first.thrown is not None:
            return None
        self.asking.decode(write(documents.other))
        return first, self._held(write(documents.taken), documents.taken)

    def _held(self, document: bytes = b"", tree: Mapping[str, Json] | None = None) -> Answer:
        """Return what a fresh value of a document holds, of the case's unless another one is given."""
        value, decoded = self.asking.decode(document or self.case.document)
        return decoded if decoded.thrown is not None else held_of(self.asking, value, tree or self.case.tree or {})
