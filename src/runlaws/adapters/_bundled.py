"""The clients that we ship, and what each must find installed."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from packaging.requirements import Requirement

__all__ = ["BUNDLED", "DISTRIBUTIONS", "REQUIREMENTS", "unmet"]

REQUIREMENTS: Final[Mapping[str, str]] = {
    "openai": "openai>=1.56",
    "openai-strict": "openai>=1.56",
    "openai-python-client": "openai-python-client>=0.2.2",
    "azure-ai-agents": "azure-ai-agents>=1.0.0",
    "azure-ai-projects": "azure-ai-projects>=1.0.0b5,<2",  # 2.0.0 has no runs
    "portkey-ai": "portkey-ai>=2.0.0",
    "dashscope": "dashscope>=1.20.0",
}
"""The package that each client of a package needs. The lower bound is the lowest version that was tried."""

DISTRIBUTIONS: Final[Mapping[str, str]] = {name: Requirement(text).name for name, text in REQUIREMENTS.items()}
"""What pip installs for each of them."""

BUNDLED: Final = ("reference", *REQUIREMENTS)
"""The names of bundled clients, each a module of this package (with `_` for `-`) with a function `client(profile)`."""


def unmet(name: str) -> str:
    """Return what a bundled client needs and does not find, and how to install it, or an empty text if it finds it."""
    if name not in REQUIREMENTS:
        return ""
    needs = Requirement(REQUIREMENTS[name])
    try:
        has = version(needs.name)
    except PackageNotFoundError:
        but = "which is not installed"
    else:
        if needs.specifier.contains(has, prereleases=True):
            return ""
        but = f"and {has} is installed"
    return f"client {name!r} needs {REQUIREMENTS[name]}, {but}: pip install 'runlaws[{name}]'"
