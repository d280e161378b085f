"""Liars that keep what they read, write it again, and do not show it."""

from __future__ import annotations

from typing import Any

from runlaws.client import NOT_SHOWN
from runlaws.liars._honest import Decoded, Honest
from runlaws.values import Path


class _Hides(Honest):
    """Keeps every law: whether it shows a place is a step of its own."""

    law = ""

    def read(self, value: Decoded, path: Path) -> Any:
        return NOT_SHOWN if self.hides(value, path) else super().read(value, path)

    def hides(self, value: Decoded, path: Path) -> bool:
        """Return whether a value does not show a place."""
        return False


class HasNoInstructions(_Hides):
    """Its class was made before runs had instructions, which it carries along unseen."""

    law = "shows-members"

    def hides(self, value: Decoded, path: Path) -> bool:
        return path == ("instructions",)


class HasErrorsWithoutAttributes(_Hides):
    """The class of its errors has no attributes yet."""

    law = "shows-members"

    def hides(self, value: Decoded, path: Path) -> bool:
        return path[0] == "last_error" and len(path) > 1


class HandsOutATicket(_Hides):
    """What it decodes to can be compared, copied and written, and says nothing about the run."""

    law = "shows-members"

    def hides(self, value: Decoded, path: Path) -> bool:
        return True


class ShowsOneCall(_Hides):
    """Of the calls that a run waits for it shows the first."""

    law = "shows-members"

    def hides(self, value: Decoded, path: Path) -> bool:
        return "tool_calls" in path[:-1] and path[path.index("tool_calls") + 1] != 0


class ShowsUsageOnceCompleted(_Hides):
    """The usage is an attribute of completed runs; others that have one hide it."""

    law = "shows-members"

    def hides(self, value: Decoded, path: Path) -> bool:
        return path[0] == "usage" and value.run.usage is not None and value.run.status != "completed"
