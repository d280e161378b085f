"""Measuring a client: observing cases, and turning what it did into the settings of a policy."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from attrs import evolve, frozen

from runlaws.case import Case
from runlaws.client import Observation, Policy
from runlaws.observe import Observer
from runlaws.probe._errors import errors_of
from runlaws.probe._evidence import Evidence, asks, gather
from runlaws.probe._measured import WIDTH, Measured
from runlaws.probe._origins import Origins
from runlaws.probe._promise import Promise, promise_of
from runlaws.probe._settings import settings_of

__all__ = ["Probe", "probe"]


@frozen
class Probe:
    """What was measured of a client; `declared` is its own policy.

    Each of the `remarks` is a sentence about what could not be measured.
    """

    client: str
    declared: Policy
    evidence: Evidence
    settings: tuple[Measured, ...]
    remarks: tuple[str, ...] = ()

    @property
    def policy(self) -> Policy:
        """The policy as it is printed: what was measured, but nowhere less than the client's own policy promises."""
        return evolve(self.declared, **{promise.measured.setting: promise.value for promise in self._promises()})

    def code(self) -> str:
        """Return the policy as code to paste, a comment with the evidence behind each setting.

        A promise that the client does not keep, and that its own policy does not lower, is lowered in a comment.
        """
        remarks = (
            line
            for remark in self.remarks
            for line in textwrap.wrap(remark, WIDTH, initial_indent="# ", subsequent_indent="# ")
        )
        settings = (line for promise in self._promises() for line in promise.lines())
        return "\n".join((*remarks, "runlaws.Policy(", *settings, ")"))

    def _promises(self) -> Iterator[Promise]:
        return (promise_of(measured, self.declared) for measured in self.settings)


def probe(observer: Observer, cases: Iterable[Case], *, on_case: Callable[[], None] = lambda: None) -> Probe:
    """Return what a client does with cases (the catalogue is made for it), as the settings of a policy."""
    seen = list(_watched(observer, cases, on_case))
    evidence, origins = Evidence(errors_of(observer.policy, seen)), Origins(observer)
    for case, observation in seen:
        gather(evidence, case, observation, origins)
    settings = settings_of(evidence, encodes=observer.encodes)
    remarks = list(_remarks(origins, encodes=observer.encodes))
    if sum(_hangs(observation) for _, observation in seen) >= _MOST_HANGS:
        remarks.insert(0, _HUNG)
        settings = (evolve(measured, sure=False) for measured in settings)
    return Probe(observer.name, observer.policy, evidence, tuple(settings), tuple(remarks))


_MOST_HANGS: Final = 3
"""Each takes as long as a call may take, and the catalogue has thousands of cases."""
_HUNG: Final = (
    f"Nothing could be determined: {_MOST_HANGS} calls did not return in time, and then no other case was tried; "
    "a greater --deadline gives it more time."
)


def _watched(
    observer: Observer, cases: Iterable[Case], on_case: Callable[[], None]
) -> Iterator[tuple[Case, Observation]]:
    """Yield cases with their observations, until the client has hung too often."""
    hangs = 0
    for case in cases:
        if hangs < _MOST_HANGS:
            observation = observer.observe(case, asks(case, encodes=observer.encodes))
            hangs += _hangs(observation)
            yield case, observation
        on_case()


def _hangs(seen: Observation) -> bool:
    """Return whether a call did not return in time."""
    calls = (seen.decoded.thrown, *seen.cut_short.values())
    return any(thrown is not None and thrown.ended == "hang" for thrown in calls)


def _remarks(origins: Origins, *, encodes: bool) -> Iterator[str]:
    """Yield a sentence for each reason why something could not be measured."""
    if origins.none_accepted:
        ((raised, count),) = origins.refusals.most_common(1)
        yield (
            "What it does with what is new, wrong or disputed could not be measured: it accepts none of the "
            f"{origins.refusals.total():,} valid documents that such cases are made of ({raised}, {count:,} times)."
        )
    if not encodes:
        yield (
            "What it keeps of nulls, of what is new and of names that stand twice could not be measured: it does not "
            "write, and what it does not show it may hold all the same."
        )
