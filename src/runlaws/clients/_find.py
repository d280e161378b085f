"""From what a user types to a client."""

from __future__ import annotations

import importlib
from typing import Any, Final

from runlaws.client import Client, Policy
from runlaws.clients._python import PythonClient

__all__ = ["BUNDLED", "ClientNotFound", "as_client", "find_client"]

BUNDLED: Final = ("reference", "openai")
"""Clients known by name, each a module of this package with a `client` function."""


class ClientNotFound(LookupError):
    """What was named is no client; the text says why and what would be."""


def find_client(spec: str, *, profile: str = "v2") -> Client:
    """Return the client that a text names: `openai`, or `package.module:attribute` (`python:` may stand before it).

    The attribute is a client, a function that returns one, or any object with a `decode`. Raises
    `ClientNotFound`, also for whatever the module raises when it is imported. A bundled client is made for `profile`.
    """
    if spec in BUNDLED:
        return _bundled(spec, profile)
    where = spec.removeprefix("python:")
    module_name, colon, attribute = where.partition(":")
    if not (module_name and colon and attribute):
        msg = f"{spec!r} is no client: expected one of {', '.join(BUNDLED)}, or package.module:attribute"
        raise ClientNotFound(msg)
    found: Any = _import(module_name, spec)
    for name in attribute.split("."):
        if not hasattr(found, name):
            msg = f"client {spec!r}: {module_name} has no {attribute!r}"
            raise ClientNotFound(msg)
        found = getattr(found, name)
    return as_client(found, spec)


def as_client(found: Any, spec: str) -> Client:
    """Return an object as a client: itself, what it returns when called, or a wrapper of its `decode`."""
    if isinstance(found, type) or (callable(found) and not hasattr(found, "decode")):
        try:
            found = found()
        except Exception as error:
            msg = f"client {spec!r}: calling it raises {type(error).__name__}: {error}"
            raise ClientNotFound(msg) from error
    if isinstance(found, Client):
        return found
    if not callable(getattr(found, "decode", None)):
        msg = (
            f"client {spec!r} is a {type(found).__name__} without `decode`: expected decode(document: bytes) -> object"
        )
        raise ClientNotFound(msg)
    return PythonClient(
        decode=getattr(found, "decode"),  # noqa: B009 (that it is there was asked above, in a way no checker follows)
        encode=getattr(found, "encode", None),
        policy=getattr(found, "policy", Policy()),
        name=getattr(found, "name", spec),
        version=str(getattr(found, "version", "")),
    )


def _bundled(name: str, profile: str) -> Client:
    try:
        made: Client = importlib.import_module(f"runlaws.clients.{name}").client(profile)
    except ImportError as error:
        msg = f"client {name!r} needs a package that is not installed ({error}): pip install 'runlaws[{name}]'"
        raise ClientNotFound(msg) from error
    return made


def _import(module: str, spec: str) -> Any:
    try:
        return importlib.import_module(module)
    except Exception as error:
        what = (
            "there is no module"
            if isinstance(error, ModuleNotFoundError)
            else f"importing raises {type(error).__name__}:"
        )
        detail = f"{error.name!r}" if isinstance(error, ModuleNotFoundError) else str(error)
        msg = f"client {spec!r}: {what} {detail}"
        raise ClientNotFound(msg) from error
