"""Requirements: the laws and the fixed cases that a client is held to, frozen under the name of a month.

What comes later is added to a later revision, so that an upgrade of this kit makes nothing red that was green until
somebody asks for it. `tests/requirements/freeze.py` writes a new revision.
"""

from runlaws.requirements._requirements import (
    REVISIONS,
    UNRELEASED,
    FrozenProfile,
    NotFrozen,
    Requirements,
    Revision,
    digest_of,
    find_requirements,
    since,
)

__all__ = [
    "REVISIONS",
    "UNRELEASED",
    "FrozenProfile",
    "NotFrozen",
    "Requirements",
    "Revision",
    "digest_of",
    "find_requirements",
    "since",
]
