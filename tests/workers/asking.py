"""Ask a worker as a host does, with every reply held against the schema of the protocol."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Final

from attrs import frozen
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # its stubs are a package of their own

__all__ = ["EXAMPLES", "NODE", "PYTHON", "Command", "Operation", "Replied", "decoding", "replies_of", "replies_to"]

EXAMPLES: Final = Path(__file__).parents[2] / "examples" / "workers"

_SCHEMA: Final = json.loads((resources.files("runlaws.observe.pipe") / "protocol.schema.json").read_text("utf-8"))
_ANYTHING: Final = Draft202012Validator(_SCHEMA)
_REPLY: Final = Draft202012Validator({"$ref": "#/$defs/reply", "$defs": _SCHEMA["$defs"]})

Operation = Mapping[str, Any]


@frozen
class Command:
    """How a worker is started."""

    words: Sequence[str]
    folder: Path = EXAMPLES


@frozen
class Replied:
    """What a worker left: its replies in order, and what else was printed."""

    replies: Sequence[Any]
    printed: str

    @property
    def hello(self) -> Any:
        """What the worker says it is."""
        return self.replies[0]["hello"]

    def answers(self, number: int = 1) -> list[Any]:
        """Return the answers to the n-th question."""
        answers: list[Any] = self.replies[number]["answers"]
        return answers


def decoding(document: str | bytes, *, into: int = 0, **more: Any) -> Operation:
    """Return the operation that decodes a document and keeps the value under a number."""
    body = document.encode("utf-8", "surrogatepass") if isinstance(document, str) else document
    return {"do": "decode", "as": into, "document": base64.b64encode(body).decode(), **more}


def replies_of(worker: Command, *scripts: Sequence[Operation]) -> Replied:
    """Return what a worker replies to `hello` and to each script, all of which are written before one reply is read."""
    questions = [{"id": number, "ask": script} for number, script in enumerate(scripts, 1)]
    lines = [json.dumps({"id": 0, "hello": {"protocol": 1, "profile": "v2"}}), *map(json.dumps, questions)]
    for line in lines:
        _ANYTHING.validate(json.loads(line))
    return replies_to(worker, "".join(f"{line}\n" for line in lines).encode())


def replies_to(worker: Command, lines: bytes) -> Replied:
    """Return what a worker replies to some bytes until it ends, which it must do with its input."""
    done = subprocess.run(worker.words, cwd=worker.folder, input=lines, capture_output=True, timeout=120, check=False)
    printed = done.stderr.decode()
    assert done.returncode == 0, printed
    replies = [json.loads(line) for line in done.stdout.splitlines()]  # by newlines: a text may have U+2028
    for reply in replies:
        _REPLY.validate(reply)
    return Replied(replies, printed)


PYTHON: Final = Command([sys.executable, "template.py"])
NODE: Final = Command(["node", "template.mjs"])
