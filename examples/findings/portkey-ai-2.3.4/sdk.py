"""How the SDK is used, and what all scripts share."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from finding import Raw, body, raises
import httpx, portkey_ai

def decode(document):
    stream = httpx.ByteStream(document)  # without its length: a run has the headers of its reply
    transport = httpx.MockTransport(lambda request: httpx.Response(200, stream=stream))
    sdk = portkey_ai.Portkey(api_key="unused", http_client=httpx.Client(transport=transport))
    return sdk.beta.threads.runs.retrieve(thread_id="thread_1", run_id="run_1")
