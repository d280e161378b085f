"""How the SDK is used, and what all scripts share."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from finding import Raw, body, raises
import httpx2, openai

def decode(document):
    reply = httpx2.Response(200, content=document, headers={"content-type": "application/json"})
    transport = httpx2.MockTransport(lambda request: reply)
    sdk = openai.OpenAI(api_key="unused", http_client=httpx2.Client(transport=transport), _strict_response_validation=True)
    return sdk.beta.threads.runs.retrieve("run_1", thread_id="thread_1")
