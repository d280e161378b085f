"""How the SDK is used, and what all scripts share."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from finding import Raw, body, raises
import httpx
from openai_python_client import Client
from openai_python_client.api.assistants import get_run

def decode(document):
    transport = httpx.MockTransport(lambda request: httpx.Response(200, content=document))
    return get_run.sync("thread_1", "run_1", client=Client("https://in.invalid", httpx_args={"transport": transport}))
