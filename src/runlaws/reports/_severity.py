"""Findings by how grave they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from runlaws.finding import Finding, grouped
from runlaws.laws import Severity, UnknownLaw, find_law

__all__ = ["by_severity", "severity_of"]


def by_severity(findings: Iterable[Finding]) -> Mapping[Severity, list[tuple[Finding, tuple[str, ...]]]]:
    """Return the groups of findings (each with its other places) by severity, the gravest first; none is empty."""
    groups = list(grouped(findings))
    sorted_out = {severity: [group for group in groups if severity_of(group[0]) is severity] for severity in Severity}
    return {severity: its for severity, its in sorted_out.items() if its}


def severity_of(finding: Finding) -> Severity:
    """Return how grave a finding is; what breaks a law of the user's own, unknown here, counts with the gravest."""
    try:
        return find_law(finding.failure.law).severity
    except UnknownLaw:
        return Severity.CORRUPTION
