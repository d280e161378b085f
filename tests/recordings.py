"""Documents in the shape of recorded traffic, with made-up ids and texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from runlaws.contract import Standing

__all__ = ["RECORDINGS", "V2_RECORDINGS", "Recording", "recorded"]

_FOLDER: Final = Path(__file__).parent / "data" / "recordings"


@frozen
class Recording:
    """A document, the profile of the wire it is of, and what it is under that profile."""

    name: str
    profile: str
    standing: Standing = Standing.VALID

    @property
    def document(self) -> bytes:
        return (_FOLDER / f"{self.name}.json").read_bytes()

    def __str__(self) -> str:
        return self.name


V2_RECORDINGS: Final = tuple(
    Recording(f"v2-{name}", "v2")
    for name in (
        "queued",
        "queued-again",  # resumed: started_at is set
        "in_progress",
        "requires_action",
        "completed",
        "incomplete",  # by max_prompt_tokens, with no limit set
        "failed",
        "cancelling",
        "cancelled",
        "expired",
    )
)

RECORDINGS: Final = (
    *V2_RECORDINGS,
    Recording("v1-queued", "v1"),  # required_action and usage are not there
    Recording("v1-expired", "v1"),  # with completed_at: relabelled after it had finished
    Recording("v1-late-completed", "v1-late", Standing.QUESTIONABLE),  # with incomplete_details, and a limit of 16
    Recording("azure-agents-failed", "azure-agents"),
)


def recorded(name: str) -> dict[str, Any]:
    """Return the tree of a recording, a new one each time."""
    tree: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_bytes())
    return tree
