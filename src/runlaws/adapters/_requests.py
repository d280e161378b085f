"""A session of the `requests` package in which every request has one reply, made in this process."""

from __future__ import annotations

import importlib
import io
from typing import Any

__all__ = ["InProcessServer"]


class InProcessServer:
    """A server for `session`, which answers every request with `document`."""

    def __init__(self) -> None:
        requests: Any = importlib.import_module("requests")
        self._response: Any = importlib.import_module("urllib3").HTTPResponse
        self.document = b""
        self.session: Any = requests.Session()
        self._adapter = self.session.get_adapter("https://")
        self._adapter.send = self._send

    def _send(self, request: Any, **_: Any) -> Any:
        body, headers = io.BytesIO(self.document), {"content-type": "application/json"}
        return self._adapter.build_response(request, self._response(body, headers, 200, preload_content=False))
