"""Servers that are in this process: a client's HTTP library is asked as ever, and the reply is made here."""

from __future__ import annotations

import importlib
import io
from collections.abc import Mapping
from typing import Any, Final

__all__ = ["HttpxServer", "RequestsServer"]

_JSON: Final = {"content-type": "application/json"}


class HttpxServer:
    """A server for whatever is sent over `transport`, which answers every request with `document` and `headers`.

    The length of the document is not among the headers, as it is not where a server sends a document in pieces.
    """

    def __init__(self, library: str = "httpx") -> None:
        """Make a server for `httpx`, or for a library that is like it (`httpx2`)."""
        self._http: Any = importlib.import_module(library)
        self.document = b""
        self.headers: Mapping[str, str] = {}
        self.transport: Any = self._http.MockTransport(self._reply)

    def _reply(self, _: Any) -> Any:
        headers = {**_JSON, **self.headers}
        return self._http.Response(200, stream=self._http.ByteStream(self.document), headers=headers)


class RequestsServer:
    """A server for `session` of the package `requests`, which answers every request with `document`."""

    def __init__(self) -> None:
        requests: Any = importlib.import_module("requests")
        self._response: Any = importlib.import_module("urllib3").HTTPResponse
        self.document = b""
        self.session: Any = requests.Session()
        self._adapter = self.session.get_adapter("https://")
        self._adapter.send = self.send

    def send(self, request: Any, **_: Any) -> Any:
        """Return the reply to a request, as an adapter of that package does."""
        reply = self._response(io.BytesIO(self.document), _JSON, 200, preload_content=False)
        return self._adapter.build_response(request, reply)
