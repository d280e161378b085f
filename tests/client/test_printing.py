"""Printing: what a client does when its values are printed, and how that is kept as data."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from runlaws.case import Case
from runlaws.client import Question
from runlaws.document import read
from runlaws.laws import find_law
from runlaws.liars import Honest
from runlaws.liars.surviving import PrintsIntoOneBuffer
from runlaws.observe import observe
from runlaws.observe._beside import documents_beside
from runlaws.trial import check
from tests.client.odd import blamed, client, giving, raising
from tests.laws.observed import EXTENDED, VALID

_PRINT = (Question.PRINT, Question.PRINT_BESIDE)


def _law_and_kind(**steps: Any) -> set[tuple[str, str]]:
    return blamed(client(**steps), VALID)


def test_a_text_is_kept_shortened() -> None:
    made = client(printed=lambda *_: "x" * 10_000_000)
    seen = observe(made, VALID, asks=_PRINT)
    assert list(seen.printed) == ["repr", "str"]
    assert all(len(str(answer.value)) < 300 for answer in seen.printed.values())
    assert _law_and_kind(printed=lambda *_: "x" * 10_000_000) == set()


def test_what_is_no_text_and_what_raises_is_reported_once() -> None:
    assert _law_and_kind(printed=giving(None)) == {("prints-a-text", "repr: raised TypeError")}
    assert _law_and_kind(printed=raising(KeyError("status"))) == {("prints-a-text", "repr: raised KeyError")}


def test_what_raises_for_an_extended_document_alone_is_no_longer_about_printing() -> None:
    def printed(_: Honest, value: Any) -> str:
        assert not value.run.extra, "something new"
        return "run"

    assert blamed(client(printed=printed), EXTENDED) == {("accepted-survives", "repr: raised AssertionError")}


@pytest.mark.parametrize("error", [SystemExit(1), GeneratorExit()])
def test_printing_that_ends_the_process_is_reported_by_one_law(error: BaseException) -> None:
    assert _law_and_kind(printed=raising(error)) == {("never-exits", f"print: {type(error).__name__}")}


def test_another_text_each_time_is_reported_once_and_an_address_is_none() -> None:
    numbers = itertools.count()
    assert _law_and_kind(printed=lambda *_: f"{next(numbers)}") == {("prints-a-text", "repr: another text again")}
    assert _law_and_kind(printed=lambda *_: f"<run at 0x{0x7F00 + next(numbers):x}>") == set()


def test_what_was_read_in_between_may_not_stand_in_the_text() -> None:
    last: list[bytes] = []

    def decode(self: Honest, document: bytes) -> Any:
        last[:] = [document]
        return Honest.decode(self, document)

    made = client(decode=decode, printed=lambda *_: f"{last}")
    assert [failure.kind for failure in check(made, [find_law("prints-a-text")], VALID)] == ["repr: has another's data"]


def test_what_is_left_over_of_a_longer_text_is_reported_though_it_is_in_all_that_is_printed_later() -> None:
    failures = check(PrintsIntoOneBuffer(), [find_law("prints-a-text")], VALID)
    assert [failure.kind for failure in failures] == ["repr: another text after another document"]


def test_one_document_that_is_printed_in_between_has_longer_texts_and_one_has_shorter_ones() -> None:
    own = VALID.tree or {}
    shorter, longer = (read(document).tree or {} for document in documents_beside(VALID))
    for name in ("id", "thread_id", "assistant_id", "model"):
        assert len(str(shorter[name])) < len(str(own[name])) < len(str(longer[name])), name
    assert VALID.mark is not None
    assert VALID.mark in str(shorter["id"])
    assert VALID.mark in str(longer["id"])
    assert Case.of_bytes(documents_beside(VALID)[1]).standing is VALID.standing
