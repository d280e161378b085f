"""The folder of a user's project, in which the SDK can be imported."""

from __future__ import annotations

import os

import pytest

from tests.plugin.projects import SDK


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """The folder of a project in which the SDK can be imported."""
    pytester.makepyfile(sdk=SDK)
    for name in (
        "PYTEST_ADDOPTS",
        "COLUMNS",
        "FORCE_COLOR",
        "CI",
        *(n for n in os.environ if n.startswith("RUNLAWS_")),
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(pytester.path), os.environ.get("PYTHONPATH", "")]))
    return pytester
