"""Gaps: where a policy promises more than was measured, which laws find, or less, which nobody would notice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from runlaws.client import BY_PLACE, EVERYWHERE, Policy, short_name
from runlaws.laws import LAWS
from runlaws.probe._measure import Probe
from runlaws.probe._measured import Measured
from runlaws.probe._strength import covers, is_weaker

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
        verdict = "it could promise more" if self.slack else f"it promises more than it does, which {self.law} reports"
        where = f" at {self.place}" if self.place else ""
        return f"{self.setting}{where}: promised {self.promised}, measured {self.measured}; {verdict}"


_POINTERS: Final = {
    "omits": ("to keep them", "never kept", "kept"),
    "hides": ("to show them", "never shown", "shown"),
    "requires": ("to accept documents without them", "refused without them", "accepted without them"),
    "not_null": ("to accept null there", "refused for null there", "accepted with null there"),
}
"""Settings that list members, with words for what is promised, what is measured, and what is measured otherwise."""


def gaps(probed: Probe, policy: Policy) -> Iterator[Gap]:
    """Yield where a policy is not what was measured of the client; nothing of what could not be determined."""
    for measured in probed.settings:
        if not measured.sure:
            continue
        if measured.setting == "errors":
            yield from _of_errors(probed, policy)
        elif measured.setting in _POINTERS:
            yield from _of_pointers(measured, policy)
        elif measured.setting in BY_PLACE:
            yield from _of_places(measured, policy)
        else:
            promised = getattr(policy, measured.setting)
            if promised is not None and promised != measured.value:
                yield _gap(measured.setting, promised, measured.value)


def _gap(setting: str, promised: Any, measured: Any, place: str = "") -> Gap:
    slack = is_weaker(setting, promised, measured)
    return Gap(setting, repr(promised), repr(measured), slack, _laws_for(setting), place)


def _laws_for(setting: str) -> str:
    """Return the laws that find it if a client promises too much by a setting."""
    return " or ".join(law.id for law in LAWS if setting in law.holds_to)


def _of_places(measured: Measured, policy: Policy) -> Iterator[Gap]:
    """Yield the gaps of a setting at each place for which the policy or the measurement has a word of its own."""
    as_measured = Policy(**{measured.setting: measured.value})
    named = {
        place
        for words in (getattr(policy, measured.setting), measured.value)
        if isinstance(words, Mapping)
        for place in words
    }
    for place in sorted({EVERYWHERE, *named}, key=lambda place: (place != EVERYWHERE, place)):
        pointer = "" if place == EVERYWHERE else place
        promised, word = policy.at(measured.setting, pointer), as_measured.at(measured.setting, pointer)
        if promised != word:
            yield _gap(measured.setting, promised, word, pointer)


def _of_errors(probed: Probe, policy: Policy) -> Iterator[Gap]:
    own = set(policy.errors)
    promised = " or ".join(map(short_name, policy.errors))
    if own & {"builtins.Exception", "builtins.BaseException"}:
        yield Gap("errors", promised, "classes of fewer kinds", slack=True, law="")
        return
    errors = probed.evidence.errors
    others = sorted(
        {
            names[0].rpartition(".")[2]
            for names in errors.raised
            if not own & set(names) and names not in errors.declared
        }
    )
    if others:
        yield Gap("errors", promised, ", ".join(others), slack=False, law=_laws_for("errors"))


def _of_pointers(measured: Measured, policy: Policy) -> Iterator[Gap]:
    promise, seen, otherwise = _POINTERS[measured.setting]
    declared: frozenset[str] = getattr(policy, measured.setting)
    covered = covers(policy, measured.setting)
    missing = sorted(place for place in measured.value if not covered(place))
    too_many = sorted(declared - measured.value)
    if missing:
        laws = _laws_for(measured.setting)
        yield Gap(measured.setting, promise, f"{seen}: {', '.join(missing)}", slack=False, law=laws)
    if too_many:
        yield Gap(measured.setting, ", ".join(too_many), otherwise, slack=True, law="")
