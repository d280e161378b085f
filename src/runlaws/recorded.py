"""Records: what a client did with a case, in a file that is written where the client is and can be judged anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from attrs import frozen

from runlaws.case import Case
from runlaws.client import Observation, ObservationError
from runlaws.files import write_whole
from runlaws.laws import LAWS, Law, View
from runlaws.verdict import Verdict

__all__ = ["Recorded", "read_recorded"]

_KEYS: Final = {"case", "observation"}


@frozen
class Recorded:
    """A case, and what one client was observed to do with it."""

    case: Case
    observation: Observation

    def verdicts(self, laws: Iterable[Law] = LAWS) -> dict[str, Verdict]:
        """Return the verdict of each law, by the law's id. No client is asked."""
        view = View(self.case, self.observation)
        return {law.id: law.judge(view) for law in laws}

    def write(self, path: Path) -> None:
        """Write it to a file, whole or not at all; raises OSError."""
        data = {"case": self.case.as_json(), "observation": self.observation.as_json()}
        write_whole(path, f"{json.dumps(data, indent=2)}\n".encode())


def read_recorded(path: Path) -> Recorded | None:
    """Return the record in a file, or None if the file holds something else.

    Raises `ObservationError` if the observation does not fit its schema or is of another version, ValueError if the
    case cannot be read, and OSError.
    """
    try:
        data = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or data.keys() != _KEYS:
        return None
    try:
        return Recorded(Case.from_json(data["case"], "/case"), Observation.from_json(data["observation"]))
    except ObservationError as error:
        msg = f"{path}: {error}"
        raise ObservationError(msg) from error
    except ValueError as error:
        msg = f"{path}: {error}"
        raise ValueError(msg) from error
