"""The settings of one pytest session, each read and converted once."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import frozen

from runlaws.pytest_plugin._options import is_isolated, memory_of, number, setting, settings

__all__ = ["Settings", "settings_of"]


@frozen
class Settings:
    """The options of a session; those not given are an empty text, an empty list or 0.

    `folder` is where pytest was started; `root` is pytest's root folder, to which file names are relative.
    """

    folder: Path
    root: Path
    profile: str
    deadline: float
    causes: int
    known: str
    corpus: str
    requirements: str
    save_failures: str
    coverage_min: float
    replay: tuple[str, ...]
    isolated: bool
    """Whether a client must have a process of its own."""
    memory: int | None
    """How many bytes the client's own process may take; None if nothing is said of it."""
    whole: bool
    """Whether nothing in the text of a failure is cut, and it has the whole traceback: `-vv`."""


def settings_of(config: pytest.Config) -> Settings:
    """Return the settings of a session."""
    return Settings(
        folder=config.invocation_params.dir,
        root=config.rootpath,
        profile=setting(config, "run_profile"),
        isolated=is_isolated(config),
        memory=memory_of(config),
        deadline=number(config, "run_deadline"),
        causes=int(number(config, "run_causes")),
        known=setting(config, "run_known"),
        corpus=setting(config, "run_corpus"),
        requirements=setting(config, "run_requirements"),
        save_failures=setting(config, "run_save_failures"),
        coverage_min=number(config, "run_coverage_min"),
        replay=tuple(settings(config, "run_replay")),
        whole=(config.getoption("verbose") or 0) >= 2,
    )
