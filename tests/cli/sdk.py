"""Small SDKs for the commands to try: one that keeps every law, and some that break their word in one way.

The tests copy this file to where they run a command, and name what is in it `sdk:NAME`.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, NoReturn

from runlaws import Policy, PythonClient


def decode(document: bytes) -> dict[str, Any]:
    try:
        value = json.loads(document.decode())
    except RecursionError as error:
        msg = "the document nests too deep"
        raise ValueError(msg) from error
    if isinstance(value, dict):
        return value
    msg = f"expected an object, got {type(value).__name__}"
    raise ValueError(msg)


def decode_and_talk(document: bytes) -> dict[str, Any]:
    """Decode, and print on standard output in every way there is."""
    print("a line")
    print("a lone surrogate \ud800")
    sys.stdout.buffer.write(b"bytes\n")
    sys.stdout.buffer.flush()
    os.write(1, b"to the descriptor\n")
    return decode(document)


def decode_and_exit(document: bytes) -> NoReturn:
    del document
    sys.exit("no")


def without_the_message(value: dict[str, Any]) -> str:
    """Drop `last_error.message`: of failed runs only, so that it is the one thing that round-trip alone finds."""
    error = value.get("last_error")
    if value.get("status") == "failed" and isinstance(error, dict) and isinstance(error.get("message"), str):
        value = {**value, "last_error": {name: item for name, item in error.items() if name != "message"}}
    return json.dumps(value)


class Incomparable:  # noqa: PLW1641 (the policy says that there is no hash)
    """A run that cannot be compared."""

    def __init__(self, document: bytes) -> None:
        self.data = decode(document)

    def __eq__(self, other: object) -> bool:
        msg = "not comparable"
        raise RuntimeError(msg)


def _client(name: str, **parts: Any) -> PythonClient:
    parts = {"decode": decode, "encode": json.dumps, "policy": Policy(hashable=False), "name": name, **parts}
    return PythonClient(**parts)


honest = _client("honest", version="1.2.3")
forgetful = _client("forgetful", decode=decode_and_talk, encode=without_the_message)
leaving = _client("leaving", decode=decode_and_exit)
incomparable = _client("incomparable", decode=Incomparable, encode=lambda value: json.dumps(value.data))
escaping = _client("escape \x1b[31m\nsequence", encode=without_the_message)
no_client = {"encode": json.dumps}
