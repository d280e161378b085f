"""How the SDK is used, and what all scripts share."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from finding import Raw, body, raises
import io, json, requests, urllib3
from unittest.mock import patch
from dashscope import Runs

def decode(document):
    body = io.BytesIO(document)
    reply = urllib3.HTTPResponse(body, {"content-type": "application/json"}, 200, preload_content=False)
    send = lambda adapter, request, **_: adapter.build_response(request, reply)
    with patch("requests.adapters.HTTPAdapter.send", send):
        return Runs.retrieve("run_1", thread_id="thread_1", api_key="unused")
