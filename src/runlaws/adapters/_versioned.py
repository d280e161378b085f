"""Clients of a version of their own: `openai==1.109.1` is the bundled adapter, in an environment with that SDK."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import Requirement
from packaging.version import InvalidVersion, Version

from runlaws.adapters._bundled import DISTRIBUTIONS
from runlaws.adapters._pinned import PINNED, name_in
from runlaws.client import ClientNotFound
from runlaws.contract import Profile
from runlaws.environments import Environment, path_of_runlaws
from runlaws.observe.pipe import Interpreter, PipedClient, WorkerError, isolated
from runlaws.values import likely

__all__ = ["environment_of", "versioned"]


def environment_of(spec: str) -> Environment:
    """Return the environment, made or not, of a client with a version; raises `ClientNotFound` if there is none."""
    name, _, version = spec.partition(PINNED)
    if name not in DISTRIBUTIONS:
        msg = f"client {spec!r}: expected one of {', '.join(DISTRIBUTIONS)} before the {PINNED}, got {name!r}"
        raise ClientNotFound(f"{msg}{likely(name, DISTRIBUTIONS)}")
    if not hasattr(os, "fork"):
        msg = f"client {spec!r}: a client can have an environment of its own where processes can be forked, not here"
        raise ClientNotFound(msg)
    try:
        wanted = Version(version)
    except InvalidVersion:
        msg = f"client {spec!r}: expected a version after the {PINNED}, such as {name}{PINNED}2.0.0, got {version!r}"
        raise ClientNotFound(msg) from None
    return Environment(spec, DISTRIBUTIONS[name], str(wanted), tuple(_beside(name)))


def versioned(spec: str, profile: Profile, memory: int | None = None) -> PipedClient:
    """Return a client with a version, asked in a process of its environment, which is made if need be.

    `memory` is how many bytes that process may take, as for `isolated`.

    Raises `ClientNotFound` if pip cannot make it, or if the adapter cannot ask that version of the SDK.
    """
    environment = environment_of(spec)
    environment.make()
    name = name_in(spec)
    folders = ("",) if ":" in profile.spec else ()  # a profile of the user's own may be in the working folder
    python = Interpreter(str(environment.python), (path_of_runlaws(), *folders))
    try:
        return isolated(spec, profile=profile.spec, memory=memory, python=python, known_there_as=name)
    except WorkerError as error:
        msg = f"client {spec!r}, in its own environment: {str(error).removeprefix(f'client {spec!r}: ')}"
        raise ClientNotFound(msg) from None


def _beside(name: str) -> Iterator[str]:
    """Yield what the extra of a bundled client installs besides its SDK."""
    for requirement in map(Requirement, metadata.requires("runlaws") or ()):
        marker, distribution = requirement.marker, requirement.name
        if marker is None or marker.evaluate({"extra": ""}) or not marker.evaluate({"extra": name}):
            continue
        if distribution not in ("runlaws", DISTRIBUTIONS[name]):
            requirement.marker = None
            yield str(requirement)
