"""The folder of a user's project, in which the SDK can be imported."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.plugin.projects import SDK
from tests.second_object import parcels


@pytest.fixture(scope="session")
def constants(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where Hypothesis keeps the constants that it has read out of the modules of an editable install."""
    return tmp_path_factory.mktemp("constants")


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, constants: Path) -> pytest.Pytester:
    """The folder of a project in which the SDK can be imported, and the profile of parcels.

    All projects share the constants, which depend on our modules alone: each run would read all of these otherwise.
    """
    pytester.makepyfile(sdk=SDK)
    shutil.copy(parcels.__file__, pytester.path)
    pytester.mkdir(".hypothesis").joinpath("constants").symlink_to(constants)
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
