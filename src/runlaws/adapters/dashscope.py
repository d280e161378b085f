"""The `dashscope` package as its users call it: `Runs.retrieve`, with the replies made in this process.

It makes a session of `requests` for every call, and takes none, so that the replies are put below all sessions.
"""

from __future__ import annotations

import importlib
import json
from typing import Any, Final
from unittest.mock import patch

from runlaws.adapters._python import PythonClient
from runlaws.adapters._servers import RequestsServer
from runlaws.client import Policy, Snippet
from runlaws.contract import Profile

__all__ = ["client"]

_POLICY: Final = Policy(
    errors="dashscope.common.error.DashScopeException",  # the base class of what the package raises
    hashable=False,  # a dataclass that is compared by its fields and can be changed has no hash
)
"""Its classes take members that they do not declare, and its enums are not checked: both are promised to be kept."""

_SNIPPET: Final = Snippet(
    """\
import io, json, requests, urllib3
from unittest.mock import patch
from dashscope import Runs

def decode(document):
    body = io.BytesIO(document)
    reply = urllib3.HTTPResponse(body, {"content-type": "application/json"}, 200, preload_content=False)
    send = lambda adapter, request, **_: adapter.build_response(request, reply)
    with patch("requests.adapters.HTTPAdapter.send", send):
        return Runs.retrieve("run_1", thread_id="thread_1", api_key="unused")
""",
    "json.dumps(run, default=lambda part: part.__dict__)",
)


def client(profile: str | Profile = "v2") -> PythonClient:
    """Return a client for the installed package, the same for every profile; raises ImportError if there is none."""
    del profile
    runs: Any = importlib.import_module("dashscope").Runs
    server = RequestsServer()

    def decode(document: bytes) -> Any:
        server.document = document
        with patch("requests.adapters.HTTPAdapter.send", server.send):
            return runs.retrieve("run_1", thread_id="thread_1", api_key="unused")

    return PythonClient(
        decode=decode,
        encode=lambda run: json.dumps(run, default=vars),  # as in Alibaba's own examples: the classes write no JSON
        policy=_POLICY,
        name="dashscope",
        version=importlib.import_module("dashscope.version").__version__,
        snippet=_SNIPPET,
    )
