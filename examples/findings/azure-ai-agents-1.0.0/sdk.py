"""How the SDK is used, and what all scripts share."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from finding import Raw, body, raises
import io, requests, urllib3
from azure.core.pipeline.policies import SansIOHTTPPolicy
from azure.core.pipeline.transport import RequestsTransport
from azure.ai.agents import AgentsClient

def decode(document):
    body = io.BytesIO(document)
    reply = urllib3.HTTPResponse(body, {"content-type": "application/json"}, 200, preload_content=False)
    session, adapter = requests.Session(), requests.adapters.HTTPAdapter()
    session.get_adapter("https://").send = lambda request, **_: adapter.build_response(request, reply)
    over = dict(transport=RequestsTransport(session=session), authentication_policy=SansIOHTTPPolicy())
    return AgentsClient("https://in-process.invalid", credential=object(), **over).runs.get("thread_1", "run_1")
