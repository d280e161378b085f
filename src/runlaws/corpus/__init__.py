"""A corpus on disk: labelled cases as JSON lines, and a manifest that says what is in them."""

from __future__ import annotations

import hashlib
import json
import platform
from collections import Counter
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from runlaws.case import Case
from runlaws.files import new_folder

__all__ = ["CASES", "MANIFEST", "write_corpus"]

CASES = "cases.jsonl"
MANIFEST = "manifest.json"


def write_corpus(folder: Path, cases: Iterable[Case], *, seed: int | None, profile: str) -> dict[str, Any]:
    """Write cases to a new folder, whole or not at all, and return the manifest.

    `cases.jsonl` has a case on each line: id, made, profile, standing, violations (rule, pointer, force, says), news,
    document (text; `document_hex` where it is not UTF-8) and twin if there is one. `seed` is None if none made them.
    Raises FileExistsError if the folder exists and is not empty.
    """
    standings: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    digest = hashlib.sha256()
    with new_folder(folder) as scratch:
        with (scratch / CASES).open("wb") as file:
            for case in cases:
                line = json.dumps(case.as_json(), ensure_ascii=True).encode() + b"\n"
                file.write(line)
                digest.update(line)
                standings[case.standing.value] += 1
                rules.update(violation.rule for violation in case.judgement.violations)
        manifest = {
            "format": 1,
            "profile": profile,
            "seed": seed,
            "count": standings.total(),
            "standings": dict(sorted(standings.items())),
            "rules": dict(sorted(rules.items())),
            "files": {CASES: {"sha256": digest.hexdigest()}},
            "versions": {"runlaws": version("runlaws"), "python": platform.python_version()},
        }
        (scratch / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n")
    return manifest
