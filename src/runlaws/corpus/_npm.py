"""What makes the folder of a corpus an npm package, so that JavaScript suites can depend on it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib import resources
from importlib.metadata import version

__all__ = ["npm_files"]

_FILES = ("index.js", "index.d.ts", "README.md")


def npm_files(profile: str) -> Mapping[str, bytes]:
    """Return the files of the package beside the corpus itself, by their names."""
    name = f"runlaws-catalogue-{re.sub('[^a-z0-9]+', '-', profile.lower()).strip('-')}"
    package = {
        "name": name,
        "version": version("runlaws"),
        "description": f"Labelled documents of profile {profile} for tests of clients of Assistants-style APIs.",
        "license": "MIT",
        "main": "index.js",
        "types": "index.d.ts",
        "files": ["cases*.jsonl", "manifest.json", "index.js", "index.d.ts"],
        "engines": {"node": ">=18"},
    }
    folder = resources.files("runlaws.corpus") / "npm"
    texts = {file: (folder / file).read_text(encoding="utf-8").replace("PACKAGE", name) for file in _FILES}
    texts["package.json"] = f"{json.dumps(package, indent=2)}\n"
    return {file: text.encode() for file, text in texts.items()}
