"""What a JSON object is, told by its tag and by the names of its members, before anything about it is judged."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from attrs import frozen

from runlaws.contract import Choice, Profile
from runlaws.values import Json, shortened

__all__ = ["Recognition", "announced", "recognize"]

_FEWEST: Final = 3
"""The fewest members that an object without a right tag must share with a profile to be judged by it."""

_OTHERS: Final[Mapping[str, str]] = {
    "assistant": "an assistant",
    "assistant.deleted": "a deleted assistant",
    "thread": "a thread",
    "thread.deleted": "a deleted thread",
    "thread.message": "a message",
    "thread.message.deleted": "a deleted message",
    "thread.message.delta": "a part of a message",
    "thread.run.step": "a run step",
    "thread.run.step.delta": "a part of a run step",
}
"""Documents of the same API in which no run is, by their tag."""


@frozen
class Recognition:
    """What a JSON object is: one to `judge`, or something else; `name` says what. If `look`, one may be inside it."""

    judge: bool = False
    name: str = ""
    look: bool = True


_JUDGE: Final = Recognition(judge=True, look=False)


def recognize(tree: Mapping[str, Json], profile: Profile) -> Recognition:
    """Return what a JSON object is: one that a profile can judge, a known other thing, or nothing known.

    It is to be judged if it has the tag of the profile's object, or, with no other known tag, at least half as many of
    the profile's members as are required. So a run without its tag is still judged, and a thread never is.
    """
    tags, members, fewest = _marks(profile)
    if any(tree.get(name) == value for name, value in tags):
        return _JUDGE
    tag = next((tree[name] for name, _ in tags if name in tree), None)
    if isinstance(tag, str) and tag in _OTHERS:
        return Recognition(name=_OTHERS[tag], look=False)
    if sum(name in members for name in tree) >= fewest:
        return _JUDGE
    if error := _error(tree):
        return Recognition(name=f"an API error: {shortened(error, 160)}", look=len(tree) > 1)
    if isinstance(tag, str) and 0 < len(tag) <= 40 and tag != "list":
        return Recognition(name=f"an object of the kind {tag!r}")
    return Recognition()


def announced(event: str, profile: Profile) -> bool:
    """Return whether a server-sent event of this name carries an object of the profile, as `thread.run.failed` does."""
    if any(event == tag or event.startswith(f"{tag}.") for tag in _OTHERS if tag != "thread"):
        return False
    return any(event.startswith(f"{value}.") for _, value in _marks(profile)[0])


@lru_cache
def _marks(profile: Profile) -> tuple[tuple[tuple[str, str], ...], frozenset[str], int]:
    """Return the tags of a profile's documents, the names of their members, and how many of these tell one."""
    members = profile.shape.members
    tags = [
        (name, member.shape.values[0])
        for name, member in members.items()
        if isinstance(member.shape, Choice) and not member.shape.open and len(member.shape.values) == 1
    ]
    required = sum(member.required for member in members.values())
    return tuple(tags), frozenset(members), min(len(members), max(_FEWEST, (required + 1) // 2))


def _error(tree: Mapping[str, Json]) -> str:
    """Return the message of an error body: OpenAI's, or the flat ones of compatible servers and web frameworks."""
    error = tree.get("error")
    if isinstance(error, Mapping):
        message = error.get("message") or error.get("code") or error.get("type")
        return str(message) if message else ""
    if isinstance(error, str):
        return error
    if len(tree) <= 5 and isinstance(message := tree.get("message"), str) and "code" in tree:
        return message
    detail = tree.get("detail")
    return detail if len(tree) == 1 and isinstance(detail, str) else ""
