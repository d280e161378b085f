"""Install the workers of Node SDKs into a folder, as their READMEs say."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.workers.asking import EXAMPLES

__all__ = ["SDKS", "installed"]

SDKS: Final = ("openai", "azure-ai-agents", "azure-openai-assistants", "effect-ai-openai")

_NO_REGISTRY: Final = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH", "E403")


def installed(sdk: str, folder: Path) -> Path:
    """Return a copy of a worker's folder in which its packages are; the test is skipped where no registry answers."""
    shared = folder / "node"
    if not shared.exists():
        shutil.copytree(EXAMPLES / "node", shared, ignore=shutil.ignore_patterns(*SDKS))
    worker = shared / sdk
    if not worker.exists():
        shutil.copytree(EXAMPLES / "node" / sdk, worker, ignore=shutil.ignore_patterns("node_modules"))
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=worker, capture_output=True, text=True, timeout=600, check=False)
        if done.returncode and any(code in done.stderr for code in _NO_REGISTRY):
            shutil.rmtree(worker)
            pytest.skip("no npm registry answers")
        assert done.returncode == 0, done.stderr
    return worker
