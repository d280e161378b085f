"""Reading JSON data of a known form: whatever stands at a place, the complaint names it and what is expected there."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runlaws.case import Case, Likeness, Twin
from runlaws.corpus import as_line
from runlaws.corpus._form import case_of
from runlaws.document import write
from runlaws.values import places, replaced
from runlaws_strategies import simplest

DOCUMENT = write(simplest("failed"))
CASE = Case.of_bytes(
    DOCUMENT, made="by hand", twin=Twin(DOCUMENT, Likeness.DIFFERENT, "/id"), origin=DOCUMENT, before=(DOCUMENT, b"{")
)
LINE: dict[str, Any] = as_line(Case.of_bytes(b'{"new": 1}', made="by hand", twin=Twin(DOCUMENT, Likeness.SAME)))
ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, -1, 5, 1.5, "", "odd", "\ud800", [], [1], [[]], {}, {"a": 1}]
)
PYTHON = re.compile(r"NoneType|object has no|not subscriptable|not iterable|indices must|is not a valid|codec|got None")


def complaint_of(read: Any, data: Any) -> str:
    try:
        read(data)
    except ValueError as error:
        return str(error)
    return ""


@given(data=st.data())
@pytest.mark.parametrize(("read", "whole"), [(Case.from_json, CASE.as_json()), (lambda line: case_of(line, {}), LINE)])
def test_an_edited_case_is_refused_in_words_of_json_with_the_place(read: Any, whole: Any, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([path for path, _ in places(whole)]))
    complaint = complaint_of(read, replaced(whole, place, data.draw(ODD)))
    assert not PYTHON.search(complaint), complaint
    if complaint:
        assert re.match(r"expected .* at (/|the top)|no profile|expected a case, got an object without", complaint)
        assert "\n" not in complaint
