"""The `openai-python-client` package, attrs classes that `openapi-python-client` generated of OpenAI's specification.

It is asked as its README says: `get_run.sync(client=...)`, over a transport in this process.
"""

from __future__ import annotations

import importlib
import json
from importlib.metadata import version
from typing import Any, Final

from runlaws.adapters._python import PythonClient
from runlaws.adapters._servers import HttpxServer
from runlaws.client import NOT_SHOWN, Policy, Snippet, by_attribute
from runlaws.contract import Profile
from runlaws.values import Path

__all__ = ["client"]

_POLICY: Final = Policy(
    errors=(
        "openai_python_client.errors.UnexpectedStatus",  # the only class in its module of errors
        "httpx.HTTPError",  # "httpx.TimeoutException: if the request takes longer"
    ),
    hashable=False,  # attrs classes that can be changed and are compared by value have no hash
)
"""Not declared: that its enums are closed. It refuses some new values, keeps others as they are, and says nothing."""

_SNIPPET: Final = Snippet(
    """\
import httpx
from openai_python_client import Client
from openai_python_client.api.assistants import get_run

def decode(document):
    transport = httpx.MockTransport(lambda request: httpx.Response(200, content=document))
    return get_run.sync("thread_1", "run_1", client=Client("https://in.invalid", httpx_args={"transport": transport}))
""",
    "json.dumps(run.to_dict())",
    {"/object": "object_"},
)


def client(profile: str | Profile = "v2") -> PythonClient:
    """Return a client for the installed package, the same for every profile; raises ImportError if there is none."""
    del profile
    server = HttpxServer()
    package: Any = importlib.import_module("openai_python_client")
    get_run: Any = importlib.import_module("openai_python_client.api.assistants.get_run")
    unset: Any = importlib.import_module("openai_python_client.types").UNSET
    sdk = package.Client("http://in-process.invalid", httpx_args={"transport": server.transport})

    def decode(document: bytes) -> Any:
        server.document = document
        return get_run.sync("thread_1", "run_1", client=sdk)

    def read(value: Any, path: Path) -> Any:
        """Read `object` as `object_`, and what is `UNSET` as absent."""
        shown = by_attribute(value, ("object_", *path[1:]) if path[:1] == ("object",) else path)
        return NOT_SHOWN if shown is unset else shown

    return PythonClient(
        decode=decode,
        encode=lambda run: json.dumps(run.to_dict()),
        read=read,
        policy=_POLICY,
        name="openai-python-client",
        version=version("openai-python-client"),
        snippet=_SNIPPET,
    )
