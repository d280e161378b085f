"""A client measured: its cases observed, and what it did as the settings of a policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import frozen

from runlaws.case import Case
from runlaws.observe import Observer
from runlaws.probe._errors import errors_of
from runlaws.probe._evidence import ASKS, Evidence, gather
from runlaws.probe._measured import Measured, lines_of
from runlaws.probe._origins import Origins
from runlaws.probe._settings import settings_of

__all__ = ["Probe", "probe"]


@frozen
class Probe:
    """What was measured of a client."""

    client: str
    evidence: Evidence
    settings: tuple[Measured, ...]

    def code(self) -> str:
        """Return the policy as code to paste, a comment with the evidence behind each setting."""
        return "\n".join(("runlaws.Policy(", *(line for one in self.settings for line in lines_of(one)), ")"))


def probe(observer: Observer, cases: Iterable[Case], *, on_case: Callable[[], None] = lambda: None) -> Probe:
    """Return what a client does with cases (the catalogue is made for it), as the settings of a policy."""
    seen = []
    for case in cases:
        seen.append((case, observer.observe(case, ASKS)))
        on_case()
    evidence, origins = Evidence(errors_of(observer.policy, seen)), Origins(observer)
    for case, observation in seen:
        gather(evidence, case, observation, origins)
    return Probe(observer.name, evidence, tuple(settings_of(evidence, encodes=observer.encodes)))
