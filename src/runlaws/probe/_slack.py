"""Where a policy promises more than was measured, which laws find, or less, which nobody would notice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attrs import frozen

from runlaws.client import Policy, short_name
from runlaws.laws import LAWS
from runlaws.probe._measure import Measured, Probe

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

    def __str__(self) -> str:
        found = "slack: it could promise more" if self.slack else f"promises more than it does: {self.law} finds it"
        return f"{self.setting}: promised {self.promised}, measured {self.measured}; {found}"


_STRENGTH: Final[dict[str, tuple[Any, ...]]] = {
    "unknown_members": ("drop", "keep"),
    "absent_and_null": ("same", "distinct"),
    "integers": ("int32", "double", "int64", "exact"),
    "floats": ("single", "double"),
    "invalid": ("accept", "refuse"),
    "equality": ("identity", "value"),
    "hashable": (False, True),
    "encodes": (False, True),
}
"""Promises from the weaker to the stronger; of those that are not here any other behaviour breaks the promise."""


def gaps(found: Probe, policy: Policy) -> Iterator[Gap]:
    """Yield where a policy is not what was measured of the client; nothing of what could not be determined."""
    for one in found.settings:
        if not one.sure:
            continue
        if one.setting == "errors":
            yield from _of_errors(found, policy)
        elif one.setting == "omits":
            yield from _of_omits(one, policy)
        else:
            promised = getattr(policy, one.setting)
            if promised is not None and promised != one.value:
                slack = _is_weaker(one.setting, promised, one.value)
                yield Gap(one.setting, repr(promised), repr(one.value), slack, _laws_for(one.setting))


def _laws_for(setting: str) -> str:
    """Return the laws that find a client to promise too much by a setting."""
    return " or ".join(law.id for law in LAWS if setting in law.holds_to)


def _is_weaker(setting: str, promised: Any, measured: Any) -> bool:
    order = _STRENGTH.get(setting, ())
    return promised in order and measured in order and order.index(promised) < order.index(measured)


def _of_errors(found: Probe, policy: Policy) -> Iterator[Gap]:
    own = set(policy.errors)
    promised = " or ".join(map(short_name, policy.errors))
    if own & {"builtins.Exception", "builtins.BaseException"}:
        yield Gap("errors", promised, "classes of fewer kinds", slack=True, law="")
        return
    others = sorted({names[0].rpartition(".")[2] for names in found.evidence.errors if not own & set(names)})
    if others:
        yield Gap("errors", promised, ", ".join(others), slack=False, law=_laws_for("errors"))


def _of_omits(one: Measured, policy: Policy) -> Iterator[Gap]:
    missing = sorted(place for place in one.value if not policy.omitted(place))
    kept = sorted(policy.omits - one.value)
    if missing:
        yield Gap("omits", "to keep them", f"never kept: {', '.join(missing)}", slack=False, law=_laws_for("omits"))
    if kept:
        yield Gap("omits", ", ".join(kept), "kept", slack=True, law="")
