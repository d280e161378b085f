"""hypothesis-jsonschema works with every supported Hypothesis, by an adaptor that leaves Hypothesis alone."""

from __future__ import annotations

import subprocess
import sys
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis.internal.conjecture import utils

from runlaws_strategies import from_schema

LACKING: Final = not hasattr(utils.many, "more")
"""Whether Hypothesis lacks what hypothesis-jsonschema calls: from 6.170.10 on."""

SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "city": {"type": "string"},
        "days": {"type": "array", "items": {"type": "integer", "minimum": 1}, "maxItems": 3},
        "where": {"anyOf": [{"type": "object", "required": ["lat"]}, {"type": "null"}]},
    },
    "required": ["city"],
    "minProperties": 1,
}

DRAW: Final = f"""
from hypothesis import Phase, given, settings

SCHEMA = {SCHEMA!r}


def draw(strategy):
    found = []

    @settings(max_examples=5, database=None, phases=[Phase.generate])
    @given(strategy)
    def keep(value):
        found.append(value)

    keep()
    return found


import hypothesis_jsonschema._from_schema as theirs
import hypothesis.internal.conjecture.utils as utils
"""


def run_apart(code: str) -> str:
    """Run code in a process of its own, and return the last line of what it says."""
    done = subprocess.run([sys.executable, "-c", DRAW + code], capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip().splitlines()[-1]


@given(from_schema(SCHEMA))
def test_objects_fit_their_schema(value: Any) -> None:
    assert isinstance(value["city"], str)
    assert all(isinstance(day, int | float) and day >= 1 for day in value.get("days", []))
    assert value.get("where") is None or "lat" in value["where"]


@given(from_schema({"type": "object", "additionalProperties": {"type": "boolean"}, "maxProperties": 2}))
def test_objects_with_any_names_fit_their_schema(value: Any) -> None:
    assert len(value) <= 2
    assert all(isinstance(item, bool) for item in value.values())


def test_the_adaptor_is_put_in_exactly_where_hypothesis_lacks_what_is_called() -> None:
    said = run_apart(
        "from runlaws_strategies import from_schema\n"
        "lacking = not hasattr(utils.many, 'more')\n"
        "assert all('city' in value for value in draw(from_schema(SCHEMA)))\n"
        "print((theirs.cu is utils) is not lacking)"
    )
    assert said == "True"


def test_where_hypothesis_has_what_is_called_nothing_is_put_in() -> None:
    said = run_apart(
        "if not hasattr(utils.many, 'more'):\n"
        "    utils.many.more = lambda self: next(self._elements)\n"
        "from runlaws_strategies import from_schema\n"
        "from_schema(SCHEMA)\n"
        "print(theirs.cu is utils)"
    )
    assert said == "True"


def test_hypothesis_itself_is_left_as_it_is() -> None:
    said = run_apart(
        "before = dict(vars(utils)), dict(vars(utils.many))\n"
        "from runlaws_strategies import from_schema\n"
        "draw(from_schema(SCHEMA))\n"
        "print(before == (dict(vars(utils)), dict(vars(utils.many))))"
    )
    assert said == "True"


def test_importing_the_strategies_does_not_import_hypothesis_jsonschema() -> None:
    code = (
        "import sys\n"
        "from runlaws_strategies import runs\n"
        "runs()\n"
        "print([name for name in sys.modules if name.startswith('hypothesis_jsonschema')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(not LACKING, reason="this Hypothesis has what hypothesis-jsonschema calls")
def test_the_adaptor_is_still_needed() -> None:
    said = run_apart(
        "try:\n"
        "    draw(theirs.from_schema(SCHEMA))\n"
        "except AttributeError as error:\n"
        "    print(f'needed: {error}')\n"
        "else:\n"
        "    print('works without')"
    )
    assert said.startswith("needed"), (
        "hypothesis-jsonschema works with this Hypothesis by itself: delete the adaptor in runlaws_strategies, "
        f"and require the release that works ({said})"
    )
