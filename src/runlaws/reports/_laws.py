"""What there is to say about a law, as its page in the documentation has it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Final

from runlaws.client import Question
from runlaws.laws import MEANING, Law, UnknownLaw, find_law

__all__ = ["about", "explained", "known_law"]

_ASKED: Final = {
    Question.SHOW: "read every member",
    Question.ENCODE: "encode the value",
    Question.ENCODE_AGAIN: "decode its own output and encode that",
    Question.COMPARE: "compare the value with itself and a second decoding",
    Question.NEGATE: "compare with `!=` too",
    Question.STRANGERS: "compare with None and with values of other types",
    Question.HASH: "hash the value",
    Question.TWIN: "decode the second document, and compare the two",
    Question.THIRD: "decode the third document, and compare the three",
    Question.REPLY: "decode two replies that differ in their headers",
    Question.COPY: "copy the value in every way that its class has",
    Question.PRINT: "print the value twice, by `repr` and `str`",
    Question.PRINT_BESIDE: "print it again after another document's value",
    Question.AGAIN: "do it all once more",
    Question.DISTURB: "do all of this with one value, and see whether it has changed",
    Question.REPEAT: "decode the document again, at once and after other documents",
    Question.SHOW_ANOTHER: "read every member of another document's value",
    Question.SHARE: "let copies of the value, other values and what it hands out be changed",
}
"""What a client must do, by the question."""


def known_law(id: str) -> Law | None:
    """Return the law with an id, or None if it is a law of the user's own."""
    try:
        return find_law(id)
    except UnknownLaw:
        return None


def explained(law: Law) -> Iterator[str]:
    """Yield the lines of Markdown that explain a law, as on its page in the documentation."""
    yield f"**{_capitalised(law.says)}.** {law.why}"
    yield ""
    yield f"Severity of a finding: {law.severity.value} ({MEANING[law.severity]})."
    yield ""
    yield about(law)
    yield ""
    yield "## When it is asked"
    yield ""
    yield from (f"- {condition}" for condition in law.conditions())
    if law.asks:
        yield ""
        yield f"Besides decoding the document, the client must {_listed(law)}."


def about(law: Law) -> str:
    """Return what a law says more exactly, as Markdown."""
    return inspect.cleandoc(law.find.__doc__ or "")


def _listed(law: Law) -> str:
    *others, last = (_ASKED[question] for question in Question if question in law.asks)
    return f"{'; '.join(others)}; and {last}" if others else last


def _capitalised(sentence: str) -> str:
    """Return a sentence with a capital letter at its start, unless it starts with code."""
    return sentence if sentence[1:3] in (" =", " !") else sentence[0].upper() + sentence[1:]
