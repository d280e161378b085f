"""How much of the contract the cases of a session exercised, by client and profile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from runlaws.case import Case
from runlaws.coverage import ASPECTS, Meter
from runlaws.objects import find_profile
from runlaws.reports import coverage_line

__all__ = ["ContractCoverage"]

_MOST_NAMED = 3


class ContractCoverage:
    """Gathers which parts of each profile's contract the cases exercised, separately for each client."""

    def __init__(self) -> None:
        self._meters: dict[tuple[str, str], Meter] = {}

    def add(self, client: str, case: Case) -> None:
        """Count a case that is tried on a client."""
        profile = case.judgement.profile
        key = client, profile.spec
        if key not in self._meters:
            self._meters[key] = Meter(profile)
        self._meters[key].add(case)

    def lines(self) -> list[str]:
        """Return a line for each client and profile."""
        return [coverage_line(client, meter.coverage(), meter.cases) for (client, _), meter in self._meters.items()]

    def too_thin(self, least: float) -> Iterator[str]:
        """Yield a line for each aspect of the contract covered by less than `least` percent; none if it is 0."""
        if not least:
            return
        if not self._meters:
            yield f"no case was tried, but at least {least:g} % of the contract is required"
        for (client, _), meter in self._meters.items():
            coverage = meter.coverage()
            for aspect in ASPECTS:
                share = 100 * coverage.share(aspect)
                if share < least:
                    missing = _named(sorted(coverage.missing(aspect)))
                    yield f"{client}: {aspect} {int(share)} %, less than {least:g} %: missing {missing}"

    def as_data(self) -> list[Any]:
        """Return what was met as data to send to another process."""
        meters = self._meters.items()
        return [(client, profile, meter.seen(), meter.cases) for (client, profile), meter in meters]

    def take_in(self, data: Iterable[Any]) -> None:
        """Add what another process met; its profiles are named by their specs."""
        for client, profile, seen, cases in data:
            meter = self._meters.setdefault((client, profile), Meter(find_profile(profile)))
            meter.add_seen(seen, cases)


def _named(missing: list[str]) -> str:
    more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
    return f"{', '.join(missing[:_MOST_NAMED])}{more}"
