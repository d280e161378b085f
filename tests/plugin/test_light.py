"""What a test run pays that has no use for us."""

from __future__ import annotations

import json
import sys

import pytest

_MODULES = ("_naming", "_options", "_usage")
_PARTS = ("", "._limits", ".pytest_plugin", *(f".pytest_plugin.{name}" for name in _MODULES))
OURS = {f"runlaws{part}" for part in _PARTS}
WITH_HYPOTHESIS = {"runlaws_strategies", "runlaws_strategies.register"}

CONFTEST = """
import json, pathlib, sys

def pytest_unconfigure():
    pathlib.Path("modules.json").write_text(json.dumps(sorted(sys.modules)))
"""


def loaded(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, *, with_us: bool) -> set[str]:
    """Return the modules that are loaded at the end of a test run, those of Python itself left out."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # plugins of other packages have their own libraries
    monkeypatch.delenv("HYPOTHESIS_NO_PLUGINS", raising=False)
    if not with_us:
        monkeypatch.setenv("HYPOTHESIS_NO_PLUGINS", "1")
    plugins = ["-p", "hypothesispytest", *(["-p", "runlaws"] if with_us else [])]
    pytester.runpytest_subprocess(*plugins).assert_outcomes(passed=1)
    names: list[str] = json.loads((pytester.path / "modules.json").read_text())
    return {name for name in names if name.partition(".")[0] not in sys.stdlib_module_names}


@pytest.mark.parametrize(
    ("test", "ours"),
    [
        ("def test_plain(): pass", OURS),
        (
            "from hypothesis import given, strategies as st\n@given(st.integers())\ndef test_property(number): pass",
            OURS | WITH_HYPOTHESIS,
        ),
    ],
)
def test_a_run_that_does_not_use_us_loads_the_plugin_and_no_library(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, test: str, ours: set[str]
) -> None:
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(test)
    without = loaded(pytester, monkeypatch, with_us=False)
    more = loaded(pytester, monkeypatch, with_us=True) - without
    assert ours <= more <= OURS | WITH_HYPOTHESIS
    assert not {name.partition(".")[0] for name in more} & {"attr", "attrs", "cattrs", "jsonschema", "rich", "click"}
