"""fails-cleanly: got TypeError: portkey_ai.api_resources.types.thread_run_type.Run() argument after ** must be a…."""

from sdk import decode, raises

with raises("TypeError"):
    decode(b'0')
