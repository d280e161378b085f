"""From what a user types to a client."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any, Final

from runlaws.adapters._python import PythonClient
from runlaws.client import Client, Policy, by_attribute
from runlaws.observe import one_line

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
        found = _attribute(found, name, f"client {spec!r}: {module_name} has no {attribute!r}")
    return as_client(found, spec)


def as_client(found: Any, spec: str) -> Client:
    """Return an object as a client: itself, what it returns when called, or a wrapper of its `decode`."""
    if isinstance(found, type) or (callable(found) and not hasattr(found, "decode")):
        found = _foreign(found, f"client {spec!r}: calling it")
    decode = getattr(found, "decode", None)
    if not callable(decode):
        kind = type(found).__name__
        msg = f"client {spec!r} is a {kind} without `decode`: expected decode(document: bytes) -> object"
        raise ClientNotFound(msg)
    policy = getattr(found, "policy", Policy())
    if not isinstance(policy, Policy):
        msg = f"client {spec!r}: expected its policy to be a runlaws.Policy, is a {type(policy).__name__}"
        raise ClientNotFound(msg)
    if isinstance(found, Client):
        return found
    return PythonClient(
        decode=decode,
        encode=getattr(found, "encode", None),
        decode_reply=getattr(found, "decode_reply", None),
        read=getattr(found, "read", by_attribute),
        policy=policy,
        name=str(getattr(found, "name", spec)),
        version=str(getattr(found, "version", "")),
    )


def _bundled(name: str, profile: str) -> Client:
    def make() -> Any:
        try:
            return importlib.import_module(f"runlaws.adapters.{name}").client(profile)
        except ImportError as error:
            msg = f"client {name!r} needs a package that is not installed ({error}): pip install 'runlaws[{name}]'"
            raise ClientNotFound(msg) from error

    made: Client = _foreign(make, f"client {name!r}: making it")
    return made


def _import(module: str, spec: str) -> Any:
    def load() -> Any:
        try:
            return importlib.import_module(module)
        except ModuleNotFoundError as error:
            msg = f"client {spec!r}: there is no module {error.name or str(error)!r}"
            raise ClientNotFound(msg) from error

    return _foreign(load, f"client {spec!r}: importing {module}")


def _attribute(found: Any, name: str, otherwise: str) -> Any:
    def look() -> Any:
        try:
            return getattr(found, name)
        except AttributeError as error:
            raise ClientNotFound(otherwise) from error

    return _foreign(look, otherwise + ":")


def _foreign(call: Callable[[], Any], what: str) -> Any:
    """Call what a user named, which may raise anything or exit; return what it returns or raise `ClientNotFound`."""
    try:
        return call()
    except (ClientNotFound, KeyboardInterrupt):
        raise
    except BaseException as error:
        msg = f"{what} raises {type(error).__name__}: {one_line(error)}".rstrip(": ")
        raise ClientNotFound(msg) from error
