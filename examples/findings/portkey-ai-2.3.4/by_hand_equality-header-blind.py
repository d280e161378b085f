"""equality-header-blind: two replies with one body, each with a date of its own, are not equal."""

import httpx
import portkey_ai
from sdk import body

replies = [httpx.Response(200, content=body(), headers={"date": f"Mon, 30 Nov 2026 12:00:0{n} GMT"}) for n in (1, 2)]
transport = httpx.MockTransport(lambda request: replies.pop())
sdk = portkey_ai.Portkey(api_key="unused", http_client=httpx.Client(transport=transport))
a, b = (sdk.beta.threads.runs.retrieve(thread_id="thread_1", run_id="run_1") for _ in range(2))
print(a == b)
assert a != b
