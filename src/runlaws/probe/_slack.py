"""Where a policy promises more than was measured, which laws find, or less, which nobody would notice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from runlaws.client import BY_PLACE, EVERYWHERE, Policy, short_name
from runlaws.laws import LAWS
from runlaws.probe._measure import Probe
from runlaws.probe._measured import Measured
from runlaws.probe._strength import is_weaker

__all__ = ["Gap", "gaps"]


@frozen
class Gap:
    """One setting of a policy that is not what was measured; `slack` is a promise that could be stronger."""

    setting: str
    promised: str
    measured: str
    slack: bool
    law: str
    """Which law finds it, where the policy promises more than the client does."""
    place: str = ""
    """Where it is so, if not everywhere: a JSON pointer in which `*` stands for any one step."""

    def __str__(self) -> str:
        found = "slack: it could promise more" if self.slack else f"promises more than it does: {self.law} finds it"
        where = f" at {self.place}" if self.place else ""
        return f"{self.setting}{where}: promised {self.promised}, measured {self.measured}; {found}"


_POINTERS: Final = {
    "omits": ("to keep them", "never kept", "kept"),
    "requires": ("to accept documents without them", "refused without them", "accepted without them"),
    "not_null": ("to accept null there", "refused for null there", "accepted with null there"),
}
"""Settings that list members, with words for what is promised, what is measured, and what is measured otherwise."""


def gaps(found: Probe, policy: Policy) -> Iterator[Gap]:
    """Yield where a policy is not what was measured of the client; nothing of what could not be determined."""
    for one in found.settings:
        if not one.sure:
            continue
        if one.setting == "errors":
            yield from _of_errors(found, policy)
        elif one.setting in _POINTERS:
            yield from _of_pointers(one, policy)
        elif one.setting in BY_PLACE:
            yield from _of_places(one, policy)
        else:
            promised = getattr(policy, one.setting)
            if promised is not None and promised != one.value:
                yield _gap(one.setting, promised, one.value)


def _gap(setting: str, promised: Any, measured: Any, place: str = "") -> Gap:
    slack = is_weaker(setting, promised, measured)
    return Gap(setting, repr(promised), repr(measured), slack, _laws_for(setting), place)


def _laws_for(setting: str) -> str:
    """Return the laws that find a client to promise too much by a setting."""
    return " or ".join(law.id for law in LAWS if setting in law.holds_to)


def _of_places(one: Measured, policy: Policy) -> Iterator[Gap]:
    """Yield the gaps of a setting at each place for which the policy or the measurement has a word of its own."""
    measured = Policy(**{one.setting: one.value})
    named = {place for said in (getattr(policy, one.setting), one.value) if isinstance(said, Mapping) for place in said}
    for place in sorted({EVERYWHERE, *named}, key=lambda place: (place != EVERYWHERE, place)):
        pointer = "" if place == EVERYWHERE else place
        promised, word = policy.at(one.setting, pointer), measured.at(one.setting, pointer)
        if promised != word:
            yield _gap(one.setting, promised, word, pointer)


def _of_errors(found: Probe, policy: Policy) -> Iterator[Gap]:
    own = set(policy.errors)
    promised = " or ".join(map(short_name, policy.errors))
    if own & {"builtins.Exception", "builtins.BaseException"}:
        yield Gap("errors", promised, "classes of fewer kinds", slack=True, law="")
        return
    raised = found.evidence.errors.raised
    others = sorted({names[0].rpartition(".")[2] for names in raised if not own & set(names)})
    if others:
        yield Gap("errors", promised, ", ".join(others), slack=False, law=_laws_for("errors"))


def _of_pointers(one: Measured, policy: Policy) -> Iterator[Gap]:
    promise, measured, otherwise = _POINTERS[one.setting]
    said: frozenset[str] = getattr(policy, one.setting)
    covered = policy.omitted if one.setting == "omits" else said.__contains__
    missing = sorted(place for place in one.value if not covered(place))
    too_many = sorted(said - one.value)
    if missing:
        laws = _laws_for(one.setting)
        yield Gap(one.setting, promise, f"{measured}: {', '.join(missing)}", slack=False, law=laws)
    if too_many:
        yield Gap(one.setting, ", ".join(too_many), otherwise, slack=True, law="")
