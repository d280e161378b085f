"""Finding the client that a user names."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from runlaws.adapters._bundled import BUNDLED, unmet
from runlaws.adapters._pinned import PINNED, is_versioned
from runlaws.adapters._python import PythonClient
from runlaws.adapters._similar import inner_module, instead_of, similar_file, similar_module, with_a_colon
from runlaws.client import Client, ClientNotFound, Policy, by_attribute
from runlaws.contract import Profile
from runlaws.laws import check_places
from runlaws.objects import as_profile
from runlaws.observe import DEADLINE, Door, InProcess
from runlaws.observe.pipe import connected
from runlaws.values import likely, shortened

if TYPE_CHECKING:
    from runlaws.environments import Environment

__all__ = ["LOADING", "PROCESS", "environment_of", "find_client", "has_own_process", "is_versioned"]

PROCESS: Final = "process:"
"""What stands before the command line of a worker."""

LOADING: Final = 60.0
"""Seconds that importing a client's module, and making the client, may take: large packages are slow."""


def find_client(spec: str, *, profile: str | Profile = "v2", memory: int | None = None) -> Client:
    """Return the client that a text names: `openai`, `openai==2.54.0`, `package.module:attribute`, `process:COMMAND`.

    `python:` may stand before the third. `COMMAND` is the command line of a worker, which is started. The attribute
    is a client, a function that returns one, or any object with a `decode`. A bundled client is made for
    `profile`. With a version, it is asked in a process of an environment with that version of its SDK, which is made
    by pip and kept for the next time. `memory` is how many bytes the process of a client may take that has its own: a
    worker in all, a client with a version beyond what it has when it is made.

    Raises `UnknownProfile`; `ClientNotFound`, also if importing the module or inspecting the client raises
    anything; and `PolicyError` if the client's policy names an exception class or a place that does not exist.
    """
    contract = as_profile(profile)
    if spec.startswith(PROCESS):
        piped = connected(spec.removeprefix(PROCESS), spec=spec, profile=contract.spec, memory=memory)
        check_places(piped.policy, contract)
        return piped
    if is_versioned(spec):
        from runlaws.adapters._versioned import versioned

        return versioned(spec, contract, memory)
    if memory is not None:
        msg = f"client {spec!r}: its memory cannot be limited, since it is asked in this process"
        raise ClientNotFound(msg)
    door = Door.of(LOADING)
    with door.open():
        client = _bundled(spec, contract, door) if spec in BUNDLED else _named(spec, door)
    observer = InProcess(client, deadline=DEADLINE)  # raises if the client cannot describe itself
    check_places(observer.policy, contract)
    return client


def environment_of(spec: str) -> Environment | None:
    """Return the environment, made or not, of a client with a version, and None for any other client.

    Raises `ClientNotFound` if there is no such client, or it is no version.
    """
    if not is_versioned(spec):
        return None
    from runlaws.adapters import _versioned

    return _versioned.environment_of(spec)


def has_own_process(spec: str) -> bool:
    """Return whether the client that a text names is asked in another process, wherever it is to be asked."""
    return spec.startswith(PROCESS) or is_versioned(spec)


def _bundled(name: str, profile: Profile, door: Door) -> Client:
    try:
        client = _called(door, f"client {name!r}: making it", _adapter_client, name, profile)
    except ClientNotFound:
        why = unmet(name)  # only now: a version that nobody has tried may do
        if why:
            raise ClientNotFound(why) from None
        raise
    return client  # type: ignore[no-any-return] # what a door returns is of any type


def _named(spec: str, door: Door) -> Client:
    value = _value_named(spec, *_module_and_attribute(spec), door)
    looking = f"client {spec!r}: looking at it"
    if _called(door, looking, _is_factory, value):
        takes = _called(door, looking, _what_it_takes, value)
        if takes:
            msg = f"client {spec!r}: expected a client, a function that returns one, or an object with decode(bytes)"
            raise ClientNotFound(f"{msg}, got a function that must be given {takes}")
        value = _called(door, f"client {spec!r}: calling it", value)
    client = _called(door, looking, _as_client, value, spec)
    if isinstance(client, _Missing):
        raise ClientNotFound(client.name)
    return client  # type: ignore[no-any-return] # what a door returns is of any type


def _module_and_attribute(spec: str) -> tuple[str, str]:
    """Return the two names in what a user types; raises `ClientNotFound` with what was most likely meant."""
    module, colon, attribute = spec.removeprefix("python:").partition(":")
    if not (module and colon and attribute):
        named = f"{', '.join(BUNDLED)}, one of these with {PINNED}VERSION"
        expected = f"{named}, package.module:attribute, or {PROCESS}COMMAND"
        msg = f"{spec!r} is no client: expected one of {expected}"
        raise ClientNotFound(f"{msg}{likely(spec, BUNDLED) or with_a_colon(spec)}")
    meant = instead_of(module, attribute)
    if meant != f"{module}:{attribute}":
        similar = similar_file(module)
        says = f"there is no file {module}{similar}" if similar else ""
        msg = says or f"{module} is a path, expected the name of a module: write {meant}"
        raise ClientNotFound(f"client {spec!r}: {msg}")
    return module, attribute


def _value_named(spec: str, module: str, attribute: str, door: Door) -> Any:
    importing = f"client {spec!r}: importing {module}"
    value = _called(door, importing, _imported, module)
    if isinstance(value, _Missing):
        similar = _called(door, importing, similar_module, value.name, module)
        msg = f"client {spec!r}: there is no module {value.name!r}{similar}"
        raise ClientNotFound(msg)
    none_such = f"client {spec!r}: {module} has no {attribute!r}"
    for name in attribute.split("."):
        value = _called(door, f"{none_such}:", _attribute, value, name)
        if isinstance(value, _Missing):
            meant = _called(door, f"{none_such}:", inner_module, module, attribute)
            raise ClientNotFound(f"{none_such}{meant or value.name}")
    return value


def _called(door: Door, subject: str, question: Callable[..., Any], *args: Any) -> Any:
    """Call something of the user's, which may raise anything or exit; return its result or raise `ClientNotFound`."""
    value, answer = door.ask(subject, question, *args)
    thrown = answer.thrown
    if thrown is not None:
        how = f"hangs: {thrown.message}" if thrown.ended == "hang" else f"raises {shortened(str(thrown), 200)}"
        file = thrown.frame.partition(" in ")[0]
        msg = f"{subject} {how}{f', at {file}:{thrown.line}' if file else ''}"
        raise ClientNotFound(msg)
    return value


# -- functions that are called through the door


@frozen
class _Missing:
    """Something that was looked for is missing; `name` is its name, or the reason."""

    name: str


def _adapter_client(name: str, profile: Profile) -> Client:
    client: Client = importlib.import_module(f"runlaws.adapters.{name.replace('-', '_')}").client(profile)
    return client


def _imported(module: str) -> Any:
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{module}.".startswith(f"{error.name}."):
            raise  # it is the module that misses another one
        return _Missing(error.name)


def _attribute(value: Any, name: str) -> Any:
    try:
        return getattr(value, name)
    except AttributeError:
        return _Missing(likely(name, filter(_is_public, dir(value))))


def _is_public(name: str) -> bool:
    return not name.startswith("_")


def _is_factory(value: Any) -> bool:
    return isinstance(value, type) or (callable(value) and not hasattr(value, "decode"))


def _what_it_takes(function: Any) -> str:
    """Return the parameters that a function must be given, or an empty text if it can be called with nothing."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # of some functions that are not Python's
        return ""
    must = [
        each.name
        for each in signature.parameters.values()
        if each.default is each.empty and each.kind not in (each.VAR_POSITIONAL, each.VAR_KEYWORD)
    ]
    return ", ".join(must)


def _as_client(value: Any, spec: str) -> Client | _Missing:
    """Return an object as a client: itself, or a wrapper around its `decode`."""
    decode = getattr(value, "decode", None)
    if not callable(decode):
        kind = type(value).__name__
        return _Missing(f"client {spec!r} is a {kind} without `decode`: expected decode(document: bytes) -> object")
    policy = getattr(value, "policy", Policy())
    if not isinstance(policy, Policy):
        kind = type(policy).__name__
        return _Missing(f"client {spec!r}: expected its policy to be a runlaws.Policy, is a {kind}")
    if isinstance(value, Client) and not isinstance(value.encode, Mapping):
        return value
    return PythonClient(
        decode=decode,
        encode=getattr(value, "encode", None),
        decode_reply=getattr(value, "decode_reply", None),
        read=getattr(value, "read", by_attribute),
        policy=policy,
        snippet=getattr(value, "snippet", None),
        name=str(getattr(value, "name", spec)),
        version=str(getattr(value, "version", "")),
    )
