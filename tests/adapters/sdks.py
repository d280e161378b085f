"""The SDKs that we ship an adapter for, each a parameter that is skipped where its package is missing."""

from __future__ import annotations

from typing import Any, Final

import pytest

PACKAGES: Final = {
    "openai": "openai",
    "openai-strict": "openai",
    "openai-python-client": "openai_python_client",
    "azure-ai-agents": "azure.ai.agents",
    "azure-ai-projects": "azure.ai.projects",
    "portkey-ai": "portkey_ai",
    "dashscope": "dashscope",
}
"""The package that is imported, by the name of the client."""

SDKS: Final[list[Any]] = [
    pytest.param(name, marks=pytest.mark.sdk(package), id=name) for name, package in PACKAGES.items()
]
