"""Calling pip, and what it says when it fails, as one sentence."""

from __future__ import annotations

import bisect
import contextlib
import os
import re
import signal
import subprocess
from collections.abc import Sequence
from typing import Final

from packaging.version import InvalidVersion, Version

from runlaws.values import shortened

__all__ = ["called", "complaint"]

_VERSIONS: Final = re.compile(r"\(from versions: (?P<versions>[^)]*)\)")
_UNREACHABLE: Final = re.compile(r"after connection broken by '\w+\((?:.*>[:,]\s*)?(?P<why>.*)\)': ")
_LONGEST: Final = 300


def called(command: Sequence[str]) -> tuple[int, str]:
    """Run a command, and return its exit status and all that it has written.

    If that is interrupted, the command is ended with all that it has started. Raises OSError if it cannot be started.
    """
    surroundings = {**os.environ, "PIP_USER": "0"}  # a user who has it set means other environments than this one
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=surroundings,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate()
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            raise
    return process.returncode, output.decode("utf-8", "replace")


def complaint(output: str, distribution: str, version: str, *, python: str) -> str:
    """Return in a sentence why pip has failed, by what it has written."""
    unreachable = _UNREACHABLE.search(output)
    offline = f"; pip could not reach its index ({unreachable['why'].strip(chr(39))})" if unreachable else ""
    missing = _VERSIONS.search(output)
    if missing is not None and f"requirement {distribution}==" in output[: missing.start()]:
        nearest = _nearest(missing["versions"], version)
        return f"pip finds no {distribution} {version} for Python {python}{nearest}{offline}"
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR:").strip() for line in lines if line.startswith("ERROR:")]
    says = next((error for error in errors if not error.startswith("ResolutionImpossible")), (lines or ["nothing"])[-1])
    return f"pip says {shortened(says, _LONGEST)}{offline}"


def _nearest(listed: str, version: str) -> str:
    """Return which versions there are around one that is missing."""
    versions: list[Version] = []
    for each in listed.split(", "):
        with contextlib.suppress(InvalidVersion):
            versions.append(Version(each))
    if not versions:
        return ""
    versions.sort()
    index = bisect.bisect(versions, Version(version))
    around = versions[max(index - 1, 0) : index + 1]
    return f"; of the {len(versions)} that it finds, the nearest {_are([str(each) for each in around])}"


def _are(versions: list[str]) -> str:
    return f"is {versions[0]}" if len(versions) == 1 else f"are {' and '.join(versions)}"
