"""The client and the profile that settings name; what cannot be had is a usage error of one sentence."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from runlaws.pytest_plugin._options import is_isolated, memory_of, setting

if TYPE_CHECKING:
    from runlaws.client import Client

__all__ = ["check_profile", "find_named"]


def _look_here(config: pytest.Config) -> None:
    """Make modules in the working folder importable, as the `runlaws` command does."""
    folder = str(config.invocation_params.dir)
    if folder not in sys.path:
        sys.path.append(folder)


def check_profile(config: pytest.Config) -> None:
    """Refuse a profile that is not there or that no documents are made for; raises `pytest.UsageError`."""
    from runlaws.objects import ProfileError, find_profile, to_draw_from

    _look_here(config)
    try:
        to_draw_from(find_profile(setting(config, "run_profile")))
    except ProfileError as error:
        raise pytest.UsageError(" ".join(str(error.args[0]).split())) from None


def find_named(spec: str, config: pytest.Config) -> Client:
    """Return the client that a text names; raises `pytest.UsageError`."""
    from runlaws.adapters import ClientNotFound, find_client, has_own_process
    from runlaws.client import PolicyError
    from runlaws.objects import ProfileError
    from runlaws.observe import surroundings_of_the_client
    from runlaws.observe.pipe import isolated

    _look_here(config)
    memory, profile = memory_of(config), setting(config, "run_profile")
    if memory is not None and not is_isolated(config) and not has_own_process(spec):
        msg = f"run_memory: client {spec!r} is asked in this process: --run-isolated gives it one of its own"
        raise pytest.UsageError(msg)
    try:
        if is_isolated(config) and not has_own_process(spec):
            return isolated(spec, profile=profile, memory=memory)
        with surroundings_of_the_client():
            return find_client(spec, profile=profile, memory=memory)
    except (ClientNotFound, PolicyError, ProfileError) as error:
        raise pytest.UsageError(" ".join(str(error.args[0]).split())) from None
