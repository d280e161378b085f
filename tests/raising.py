"""The source of a client that raises one exception because of another, with a long text."""

from __future__ import annotations

__all__ = ["RAISING"]

RAISING = """
import json, runlaws
def status_of(run):
    return {"queued": 1}[run["status"]]
def decode(document):
    run = json.loads(document)
    try:
        status_of(run)
    except KeyError as error:
        raise LookupError("no such status " * 30) from error
    return run
client = runlaws.PythonClient(decode=decode)
"""
