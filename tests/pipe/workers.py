"""Workers for tests: small programs that speak the protocol, or do not."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from textwrap import dedent

PLAIN = dedent(
    """
    import base64, json, sys

    HELLO = {"protocol": 1, "name": "plain", "version": "1.0", "offers": ["encode"]}
    values, texts = {}, {}

    def at(value, path):
        for step in path:
            try:
                value = value[step]
            except (LookupError, TypeError):
                return {"$absent": True}
        if isinstance(value, dict | list):
            return {"$class": type(value).__name__}
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return {"$float" if isinstance(value, float) else "$number": repr(value)} if number else value

    def decoded(document):
        value = json.loads(document)
        if not isinstance(value, dict):
            raise ValueError("no object")
        return value

    def encoded(value):
        return json.dumps(value)

    def done(asked):
        do = asked["do"]
        if do == "drop":
            values.clear()
            return {}
        if "value" in asked and asked["value"] not in values:
            return {"skipped": True}
        if do == "decode":
            document = texts[asked["written"]] if "written" in asked else base64.b64decode(asked["document"])
            values[asked["as"]] = decoded(document)
            return {"type": "dict"}
        if do == "encode":
            texts[asked["as"]] = encoded(values[asked["value"]])
            return {"text": texts[asked["as"]]}
        return {"fields": [at(values[asked["value"]], path) for path in asked["at"]]}

    def answer(asked):
        try:
            return done(asked)
        except Exception as error:
            names = [f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__]
            return {"error": {"type": type(error).__name__, "message": str(error), "classes": names}}

    def reply(message):
        said = {"hello": HELLO} if "hello" in message else {"answers": list(map(answer, message["ask"]))}
        return json.dumps({"id": message["id"], **said})

    def main():
        for line in sys.stdin:
            print(reply(json.loads(line)), flush=True)
    """
)
"""A worker that parses and prints JSON; what is different about another one is written below it."""


def worker(folder: Path, different: str = "") -> str:
    """Write a worker, and return what names it as a client."""
    file = folder / "worker.py"
    file.write_text(f"{PLAIN}\n{dedent(different)}\nmain()\n")
    return f"process:{shlex.join([sys.executable, str(file)])}"
