"""How the SDK is used, and what all scripts share."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from finding import Raw, body, raises
import httpx, openai

def decode(document):
    reply = httpx.Response(200, content=document, headers={"content-type": "application/json"})
    transport = httpx.MockTransport(lambda request: reply)
    sdk = openai.OpenAI(api_key="unused", http_client=httpx.Client(transport=transport))
    return sdk.beta.threads.runs.retrieve("run_1", thread_id="thread_1")
