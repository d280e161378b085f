"""The `portkey-ai` package as its users call it: `beta.threads.runs.retrieve`, over a transport in this process.

It sends requests by the `openai` package, of which it has a copy, and makes pydantic models of its own of the replies.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any, Final

from runlaws.adapters._python import PythonClient
from runlaws.adapters._servers import HttpxServer
from runlaws.client import Policy, Snippet
from runlaws.contract import Profile

__all__ = ["client"]

_POLICY: Final = Policy(
    errors=(
        "portkey_ai.api_resources.exceptions.APIError",  # with `APIResponseValidationError`, for replies that are wrong
        "portkey_ai._vendor.openai.OpenAIError",  # what the copy of `openai` raises comes through
    ),
    hashable=False,  # a pydantic model has a hash only where it is declared frozen
)
"""Its models have `extra="allow"`, its enums are `str`, so that nothing new is promised to be refused."""

_SNIPPET: Final = Snippet(
    """\
import httpx, portkey_ai

def decode(document):
    stream = httpx.ByteStream(document)  # without its length: a run has the headers of its reply
    transport = httpx.MockTransport(lambda request: httpx.Response(200, stream=stream))
    sdk = portkey_ai.Portkey(api_key="unused", http_client=httpx.Client(transport=transport))
    return sdk.beta.threads.runs.retrieve(thread_id="thread_1", run_id="run_1")
""",
    "run.model_dump_json(exclude_unset=True)",
)


def client(profile: str | Profile = "v2") -> PythonClient:
    """Return a client for the installed package, the same for every profile; raises ImportError if there is none."""
    del profile
    portkey: Any = importlib.import_module("portkey_ai")
    http: Any = importlib.import_module("httpx")
    server = HttpxServer()
    runs = portkey.Portkey(
        api_key="unused", base_url="http://in-process.invalid", http_client=http.Client(transport=server.transport)
    ).beta.threads.runs

    def decode_reply(document: bytes, headers: Mapping[str, str]) -> Any:
        server.document, server.headers = document, headers
        return runs.retrieve(thread_id="thread_1", run_id="run_1")

    return PythonClient(
        decode=lambda document: decode_reply(document, {}),
        decode_reply=decode_reply,  # a run has the headers of its reply, for `get_headers`
        encode=lambda run: run.model_dump_json(exclude_unset=True),
        policy=_POLICY,
        name="portkey-ai",
        version=importlib.import_module("portkey_ai.version").VERSION,
        snippet=_SNIPPET,
    )
