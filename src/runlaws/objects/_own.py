"""Loading a profile of the user's own, named by a text `package.module:ATTRIBUTE`."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from typing import Any, Final

import attrs

from runlaws._signals import heard
from runlaws.contract import Profile, profile_faults

__all__ = ["ProfileError", "load_profile"]

_LONGEST_MESSAGE: Final = 200


class ProfileError(LookupError):
    """A text does not name a profile that can be used; the message says what is wrong, where, and what was expected."""


@functools.cache
def load_profile(spec: str) -> Profile:
    """Return the profile that `package.module:ATTRIBUTE` names, loaded once for each text; raises `ProfileError`."""
    module, _, attribute = spec.partition(":")
    value = _guarded(lambda: _import(module, spec), f"profile {spec!r}: importing {module}")
    for name in attribute.split("."):
        value = _guarded(functools.partial(_attribute, value, name, spec), f"profile {spec!r}: reading {name}")
    if not isinstance(value, Profile):
        msg = f"profile {spec!r}: expected a runlaws.contract.Profile, got a value of type {type(value).__name__}"
        raise ProfileError(msg)
    profile = value
    fault = _guarded(lambda: next(profile_faults(profile), ""), f"profile {spec!r}: checking it")
    if fault:
        msg = f"profile {spec!r} is broken in {fault}"
        raise ProfileError(msg)
    return profile if profile.home == spec else attrs.evolve(profile, home=spec)


def _import(module: str, spec: str) -> Any:
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        msg = f"profile {spec!r}: there is no module {error.name or str(error)!r}"
        raise ProfileError(msg) from None


def _attribute(value: Any, name: str, spec: str) -> Any:
    try:
        return getattr(value, name)
    except AttributeError:
        module, _, attribute = spec.partition(":")
        msg = f"profile {spec!r}: {module} has no {attribute!r}"
        raise ProfileError(msg) from None


def _guarded(call: Callable[[], Any], subject: str) -> Any:
    """Call a user's code, which may raise anything or exit; return its result or raise `ProfileError`."""
    with heard() as signals:
        try:
            return call()
        except ProfileError:
            raise
        except BaseException as error:  # noqa: BLE001 (a module may raise anything; what it was is in the sentence)
            signals.pass_on()
            msg = f"{subject} raises {type(error).__name__}: {_one_line(error)}".rstrip(": ")
            raise ProfileError(msg) from None


def _one_line(error: BaseException) -> str:
    try:
        return " ".join(str(error).split())[:_LONGEST_MESSAGE]
    except Exception as worse:  # noqa: BLE001 (the exception is a user's, and its text may raise too)
        return f"(its text raises {type(worse).__name__})"
