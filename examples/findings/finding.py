"""What the scripts in these folders share: a run to start from, and how an error is expected.

A script says what an SDK makes of a document, with the SDK alone, and ends with an error once that is no defect.
`python examples/findings/all.py FOLDER` runs all of one folder, in an environment that has the SDK in its version.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Generator, Mapping
from typing import Any

# fmt: off
RUN = {
    "id": "run_000000000000000000000000", "object": "thread.run", "created_at": 1700000000,
    "assistant_id": "asst_000000000000000000000000", "thread_id": "thread_000000000000000000000000",
    "status": "queued", "started_at": None, "expires_at": 1700000600, "cancelled_at": None, "failed_at": None,
    "completed_at": None, "required_action": None, "last_error": None, "model": "gpt-4o", "instructions": None,
    "tools": [], "tool_resources": {}, "metadata": {}, "temperature": 1.0, "top_p": 1.0,
    "max_completion_tokens": None, "max_prompt_tokens": None,
    "truncation_strategy": {"type": "auto", "last_messages": None}, "incomplete_details": None, "usage": None,
    "response_format": "auto", "tool_choice": "auto",
}
# fmt: on
"""The simplest run that servers send."""


class Raw(str):
    """JSON text that stands in a body as it is: `1e400`, or a name that occurs twice."""

    __slots__ = ()


def body(changes: Mapping[str, Any] | None = None, *, without: tuple[str, ...] = ()) -> bytes:
    """Return the body of a reply: the simplest run with some members changed or added, and without others."""
    members = {name: value for name, value in {**RUN, **(changes or {})}.items() if name not in without}
    texts = (f"{_text(name)}:{value if isinstance(value, Raw) else _text(value)}" for name, value in members.items())
    return f"{{{','.join(texts)}}}".encode("utf-8", "surrogatepass")


def _text(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


@contextlib.contextmanager
def raises(name: str) -> Generator[None]:
    """Expect an exception of the class with this name, and print it."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != name:
            raise
        print(f"{name}: {error}"[:500])
    else:
        msg = f"expected {name}, and nothing was raised"
        raise AssertionError(msg)
