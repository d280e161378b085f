"""The client over our own models: strict and lossless, it shows what keeping the laws looks like."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from attrs import field, frozen

from runlaws.client import Policy, by_attribute
from runlaws.contract import Profile, Standing
from runlaws.document import judge_reading, read, structure, unstructure, write
from runlaws.objects import as_profile
from runlaws.objects.run import Run
from runlaws.values import ABSENT, Path

__all__ = ["InvalidDocument", "ReferenceClient", "client"]


class InvalidDocument(ValueError):
    """The document is malformed, ambiguous or invalid; the message says where, and which rule it breaks."""


@frozen
class ReferenceClient:
    """Decodes documents that are valid, questionable or extended under its profile to `Run`, and refuses others."""

    profile: Profile
    name: str = "reference"
    policy: Policy = field(factory=lambda: Policy(errors=(InvalidDocument,), invalid="refuse", duplicates="refuse"))
    version: str = field(factory=lambda: version("runlaws"))
    encodes: bool = True

    def decode(self, document: bytes) -> Run:
        """Return the run of a document, or raise `InvalidDocument`."""
        reading = read(document)
        judgement = judge_reading(reading, self.profile)
        if judgement.standing in (Standing.MALFORMED, Standing.AMBIGUOUS, Standing.INVALID):
            raise InvalidDocument("; ".join(map(str, judgement.violations[:3])))
        return structure(reading.tree, Run)

    def encode(self, value: Run) -> bytes:
        """Return a run as JSON."""
        return write(unstructure(value))

    def read(self, value: Run, path: Path) -> Any:
        """Return what a run shows at a path; an unknown member, kept in `extra`, is shown under its own name."""
        for index, part in enumerate(path):
            shown = by_attribute(value, (part,))
            extra = getattr(value, "extra", None)
            if shown is ABSENT and isinstance(extra, Mapping) and part in extra:
                shown = extra[part]
            if index + 1 == len(path) or shown is ABSENT or shown is None:
                return shown if index + 1 == len(path) else ABSENT
            value = shown
        return value


def client(profile: str | Profile = "v2") -> ReferenceClient:
    """Return the reference client for a wire."""
    return ReferenceClient(as_profile(profile))
