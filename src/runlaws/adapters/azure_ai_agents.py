"""The `azure-ai-agents` package as its users call it: `AgentsClient.runs.get`, over a transport in this process.

Its models are generated from a description of the service: mappings with the names of the wire, whose attributes are
computed whenever they are read.
"""

from __future__ import annotations

import importlib
import json
from typing import Any, Final

from runlaws.adapters._servers import RequestsServer
from runlaws.client import NOT_SHOWN, Policy, Snippet, by_attribute
from runlaws.contract import Profile
from runlaws.values import Path

__all__ = ["AzureAgentsClient", "client"]

POLICY: Final = Policy(
    errors=(
        "azure.core.exceptions.AzureError",  # README of azure-core: the base exception for all errors
        "azure.core.exceptions.DeserializationError",  # "raised if an error is encountered during deserialization"
    ),
    hashable=False,  # "ThreadRun is compatible with MutableMapping": a mapping that can change has no hash
)
"""Enums are unions with `str` ("known values are") and models keep every key, so what is new is promised to be kept."""

SETUP: Final = """\
import io, requests, urllib3
from azure.core.pipeline.policies import SansIOHTTPPolicy
from azure.core.pipeline.transport import RequestsTransport
from {package} import {kind}

def decode(document):
    body = io.BytesIO(document)
    reply = urllib3.HTTPResponse(body, {{"content-type": "application/json"}}, 200, preload_content=False)
    session, adapter = requests.Session(), requests.adapters.HTTPAdapter()
    session.get_adapter("https://").send = lambda request, **_: adapter.build_response(request, reply)
    over = dict(transport=RequestsTransport(session=session), authentication_policy=SansIOHTTPPolicy())
    return {kind}("https://in-process.invalid", credential=object(), **over).{call}
"""


class AzureAgentsClient:
    """Decodes by `AgentsClient.runs.get`, encodes by `as_dict`."""

    name = "azure-ai-agents"
    encodes = True
    policy = POLICY
    snippet = Snippet(
        SETUP.format(package="azure.ai.agents", kind="AgentsClient", call='runs.get("thread_1", "run_1")'),
        "json.dumps(run.as_dict())",
        {"/assistant_id": "agent_id"},
    )

    def __init__(self) -> None:
        self._server = RequestsServer()
        self.version, self._get = self._asked(self._server)

    def _asked(self, server: RequestsServer) -> tuple[str, Any]:
        """Return the version of the package, and the function by which its users get a run."""
        agents: Any = importlib.import_module("azure.ai.agents")
        return agents.__version__, made(agents.AgentsClient, server).runs.get

    def decode(self, document: bytes) -> Any:
        """Return what the package makes of a response with this body."""
        self._server.document = document
        return self._get("thread_1", "run_1")

    def encode(self, value: Any) -> str:
        """Return a run as the package writes it for JSON: a dict with the names of the wire."""
        return json.dumps(value.as_dict())

    def read(self, value: Any, path: Path) -> Any:
        """Return what the package's objects show at a path: `assistant_id` as `agent_id`."""
        shown = by_attribute(value, ("agent_id", *path[1:])) if path[:1] == ("assistant_id",) else NOT_SHOWN
        return by_attribute(value, path) if shown is NOT_SHOWN else shown


def made(kind: Any, server: RequestsServer, **more: Any) -> Any:
    """Return a client of an Azure package, whose requests go to a server in this process."""
    policies: Any = importlib.import_module("azure.core.pipeline.policies")
    transport: Any = importlib.import_module("azure.core.pipeline.transport")
    return kind(
        "https://in-process.invalid",
        credential=object(),
        authentication_policy=policies.SansIOHTTPPolicy(),  # asks the credential for nothing
        transport=transport.RequestsTransport(session=server.session, session_owner=False),
        **more,
    )


def client(profile: str | Profile = "v2") -> AzureAgentsClient:
    """Return a client for the installed package, the same for every profile; raises ImportError if there is none."""
    del profile
    return AzureAgentsClient()
