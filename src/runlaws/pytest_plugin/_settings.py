"""The settings of one pytest session, each read once and made into what it means."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import frozen

from runlaws.pytest_plugin._options import number, setting, settings

__all__ = ["Settings", "settings_of"]


@frozen
class Settings:
    """What the options of a session say; an empty text, list or 0 is what was not given.

    `folder` is where pytest was started, `root` pytest's root folder, against which the names of files are read.
    """

    folder: Path
    root: Path
    profile: str
    deadline: float
    known: str
    save_failures: str
    coverage_min: float
    replay: tuple[str, ...]


def settings_of(config: pytest.Config) -> Settings:
    """Return the settings of a session."""
    return Settings(
        folder=config.invocation_params.dir,
        root=config.rootpath,
        profile=setting(config, "run_profile"),
        deadline=number(config, "run_deadline"),
        known=setting(config, "run_known"),
        save_failures=setting(config, "run_save_failures"),
        coverage_min=number(config, "run_coverage_min"),
        replay=tuple(settings(config, "run_replay")),
    )
