"""What a client can be asked about a document."""

from __future__ import annotations

import enum
from typing import Final

from runlaws.client._forms import Form, array, word

__all__ = ["EVERYTHING", "QUESTIONS", "Question"]


class Question(enum.StrEnum):
    """What a client can be asked about a document, besides decoding it. A law names the questions that it needs."""

    SHOW = "show"
    """Read every place of the document, and the members that it lacks."""
    ENCODE = "encode"
    ENCODE_AGAIN = "encode again"
    """Decode what was encoded, and encode that."""
    COMPARE = "compare"
    """With itself, and with a second decoding of the same document."""
    NEGATE = "negate"
    """Ask `!=` wherever `==` was asked."""
    STRANGERS = "strangers"
    """Compare with None, and with values of other types."""
    HASH = "hash"
    TWIN = "twin"
    """Decode the case's twin, compare the two both ways, and ask of the twin what else is asked."""
    THIRD = "third"
    """Compare the case, its twin and its third document with each other, both ways."""
    REPLY = "reply"
    """Decode two replies that differ in their headers, where the client sees headers."""
    COPY = "copy"
    """By copy, deepcopy and pickle, by replacing no member, and by a method `copy`."""
    PRINT = "print"
    """By `repr` and `str`, each twice."""
    PRINT_BESIDE = "print beside another"
    """Print the value once more, after another document was decoded and printed."""
    AGAIN = "again"
    """Ask a value once more what it has been asked, and see what raises only then."""
    DISTURB = "disturb"
    """Ask one value everything, then look whether it still holds what it held."""
    REPEAT = "repeat"
    """Decode the document again, several times and after other documents, and look at what each value holds."""
    SHOW_ANOTHER = "show another"
    """Read what the value of another document shows, one that the client was shown before."""
    SHARE = "share"
    """Change copies of a value, other values and what is handed out, then look whether it still holds what it held."""


EVERYTHING: Final = frozenset(Question)

_SOME: Final = array(word(*map(str, Question)))
QUESTIONS: Final = Form(
    lambda asks: sorted(question.value for question in asks),
    lambda data, at: frozenset(map(Question, _SOME.read(data, at))),
    _SOME.schema,
)
"""A set of questions."""
