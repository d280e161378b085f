"""The `azure-ai-projects` package as its users call it: `AIProjectClient.agents`, over a transport in this process.

Until 1.0.0b10 it has models of a run of its own and `agents.get_run`. From 1.0.0b11 on `agents` is a client of
`azure-ai-agents`, and from 2.0.0 on there are no runs: agents are of another API.
"""

from __future__ import annotations

import importlib
import inspect
from typing import Any, Final

from runlaws.adapters import azure_ai_agents as agents
from runlaws.adapters._servers import RequestsServer
from runlaws.client import Snippet
from runlaws.contract import Profile

__all__ = ["AzureProjectsClient", "client"]

_OLD: Final = ("subscription_id", "resource_group_name", "project_name")
"""What a project was named by until 1.0.0b10."""


class AzureProjectsClient(agents.AzureAgentsClient):
    """Decodes by `AIProjectClient.agents.runs.get` (`agents.get_run`), encodes by `as_dict`."""

    name = "azure-ai-projects"
    snippet = Snippet(
        agents.SETUP.format(
            package="azure.ai.projects", kind="AIProjectClient", call='agents.runs.get("thread_1", "run_1")'
        ),
        agents.AzureAgentsClient.snippet.encode,
        agents.AzureAgentsClient.snippet.attributes,
    )

    def _asked(self, server: RequestsServer) -> tuple[str, Any]:
        projects: Any = importlib.import_module("azure.ai.projects")
        kind = projects.AIProjectClient
        old = {name: "unused" for name in _OLD if name in inspect.signature(kind).parameters}
        runs = agents.made(kind, server, **old).agents
        version: str = importlib.import_module("azure.ai.projects._version").VERSION
        return version, runs.get_run if hasattr(runs, "get_run") else runs.runs.get


def client(profile: str | Profile = "v2") -> AzureProjectsClient:
    """Return a client for the installed package, the same for every profile; raises ImportError if there is none."""
    del profile
    return AzureProjectsClient()
