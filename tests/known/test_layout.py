"""The lines of an entry are those from which TOML's own reader reads it, whatever its strings and comments hold."""

from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from runlaws.known._layout import layout_of

PIECES = ['"', "'", '"""', "'''", "#", "\n", "\\", "a", " ", "[[known]]", "\n[[known]]\n", "= ", "x = 1\n"]
pieces = st.lists(st.sampled_from(PIECES), max_size=7).map("".join)


def parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assume(condition=False)
        raise


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(st.sampled_from(['"', "'", '"""', "'''"]), pieces, pieces)
def test_an_entry_is_read_from_its_lines_alone(mark: str, said: str, comment: str) -> None:
    text = f"# above\n[[known]]\nreason = {mark}{said}{mark} #{comment}\n[[known]]\nz = 1\n# below\n"
    entries = parsed(text)["known"]
    layout = layout_of(text)
    lines = text.split("\n")
    found = [parsed("\n".join(lines[span.first - 1 : span.last])) for span in layout.spans]
    assert found == [{"known": [entry]} for entry in entries]
