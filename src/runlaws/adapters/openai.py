"""The `openai` package as its users call it: through its own HTTP client, over a transport in this process.

The package builds what its users get with `construct`, which does not validate, and not with pydantic's validation. So
a document is decoded in the way that a response is. The methods are deprecated, but are still in the package.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from runlaws.adapters._servers import HttpxServer
from runlaws.client import NOT_SHOWN, Policy, Snippet, by_attribute
from runlaws.contract import Profile
from runlaws.values import Path, pointer

__all__ = ["OpenAIClient", "client"]

_SCHEMA: Final = ("response_format", "json_schema", "schema")

_SETUP: Final = """\
import {http}, openai

def decode(document):
    reply = {http}.Response(200, content=document, headers={{"content-type": "application/json"}})
    transport = {http}.MockTransport(lambda request: reply)
    sdk = openai.OpenAI(api_key="unused", http_client={http}.Client(transport=transport){options})
    return sdk.beta.threads.runs.retrieve("run_1", thread_id="thread_1")
"""


class OpenAIClient:
    """Decodes by `beta.threads.runs.retrieve`, encodes by `to_json`."""

    name = "openai"
    policy = Policy(
        errors="openai.OpenAIError",  # what all its exceptions are, by its README: `openai.APIError` and what is below
        hashable=False,  # a pydantic model has a hash only where it is declared frozen
    )
    encodes = True
    options: Mapping[str, Any] = MappingProxyType({})  # given to the SDK's client beside what a reply takes

    def __init__(self) -> None:
        import openai

        http = importlib.import_module(_http_library(openai.DefaultHttpxClient))
        self._server = HttpxServer(http.__name__)
        self.version: str = openai.__version__
        setup = _SETUP.format(
            http=http.__name__, options="".join(f", {key}={self.options[key]}" for key in self.options)
        )
        self.snippet = Snippet(setup, "run.to_json()", {pointer(_SCHEMA): "schema_"})
        sdk = openai.OpenAI(
            api_key="unused",
            base_url="http://in-process.invalid",
            max_retries=0,
            http_client=openai.DefaultHttpxClient(transport=self._server.transport),
            **self.options,
        )
        self._runs: Any = sdk.beta.threads.runs  # here and not in `decode`, since it imports half the package

    def decode(self, document: bytes) -> Any:
        """Return what the package makes of a response with this body."""
        return self.decode_reply(document, {})

    def decode_reply(self, document: bytes, headers: Mapping[str, str]) -> Any:
        """Return what the package makes of a response with this body and these headers."""
        self._server.document, self._server.headers = document, headers
        return self._runs.retrieve("run_1", thread_id="thread_1")

    def encode(self, value: Any) -> str:
        """Return a run as the package writes it: with the members that were sent, without defaults."""
        text: str = value.to_json(indent=None)
        return text

    def read(self, value: Any, path: Path) -> Any:
        """Return what the package's objects show at a path; `schema`, a method of theirs, is their `schema_`."""
        if path[:3] == _SCHEMA and (shown := by_attribute(value, (*path[:2], "schema_", *path[3:]))) is not NOT_SHOWN:
            return shown
        return by_attribute(value, path)


def _http_library(client_class: type) -> str:
    """Return the name of the HTTP library that the package is built on, which differs between its versions."""
    return next(base.__module__.split(".")[0] for base in client_class.__mro__[1:])


def client(profile: str | Profile = "v2") -> OpenAIClient:
    """Return a client for the installed package, the same for every profile; raises ImportError if there is none."""
    del profile
    return OpenAIClient()
