"""Findings by how grave they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from runlaws.finding import Finding
from runlaws.grouping import Group, grouped, severity_of
from runlaws.laws import Severity

__all__ = ["by_severity"]


def by_severity(findings: Iterable[Finding]) -> Mapping[Severity, list[Group]]:
    """Return the groups of findings by severity, the gravest first; none is empty."""
    groups = list(grouped(findings))
    sorted_out = {
        severity: [group for group in groups if severity_of(group.first) is severity] for severity in Severity
    }
    return {severity: its for severity, its in sorted_out.items() if its}
